package io.mlpipeline.models.timeseries.panel;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.models.timeseries.SeriesReader;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a panel from a table, such as rows of a feature store. A series with irregular or duplicate stamps is refused and listed
 * beside the panel, unless a resampling turns its rows into one a day before. Immutable and thread-safe.
 */
public final class PanelReader {
    private final SeriesReader reader;
    private final @Nullable Resampling resampling;

    private PanelReader(SeriesReader reader, @Nullable Resampling resampling) {
        this.reader = reader;
        this.resampling = resampling;
    }

    /**
     * Reads rows as they are, one a step.
     *
     * @param reader says which columns are what, and what an absent step means
     * @return the reader
     */
    public static PanelReader of(SeriesReader reader) {
        return new PanelReader(reader, null);
    }

    /**
     * The same reader of rows that are made daily first.
     *
     * @param daily sums or averages the rows of a day; its keys and its day are those of the reader
     * @return the copy
     * @throws IllegalArgumentException if they are not
     */
    public PanelReader resampled(Resampling daily) {
        if (!daily.keys().equals(reader.keys()) || !daily.day().equals(reader.time())) {
            throw new IllegalArgumentException("the resampling gives a row for each " + daily.keys() + " and '"
                    + daily.day() + "', but the series are read by " + reader.keys() + " and '" + reader.time() + "'");
        }
        return new PanelReader(reader, daily);
    }

    /**
     * Reads all series.
     *
     * @param rows the table, its rows in any order
     * @return the panel, and the series that could not be read
     * @throws IllegalArgumentException if a column is absent or of a type that does not serve
     * @throws InvalidDataException if a key is missing, or no series can be read
     */
    public Reading read(Frame rows) {
        Frame regular = resampling == null ? rows : resampling.resample(rows);
        List<SeriesFailure> failures = new ArrayList<>();
        Map<List<String>, TimeSeries> series =
                reader.read(regular, (key, failure) -> failures.add(SeriesFailure.of(key, failure)));
        if (series.isEmpty()) {
            throw new InvalidDataException("none of the " + failures.size() + " series can be read; the first, "
                    + failures.get(0).key() + ": " + failures.get(0).reason());
        }
        return new Reading(Panel.of(series), failures);
    }

    /**
     * What was read.
     *
     * @param panel the series
     * @param failures the series that could not be read
     */
    public record Reading(Panel panel, List<SeriesFailure> failures) {
        /** Copies the failures. */
        public Reading {
            failures = List.copyOf(failures);
        }
    }

    @Override
    public String toString() {
        return "PanelReader(" + reader + (resampling == null ? "" : " after " + resampling) + ")";
    }
}
