package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.Arrays;
import java.util.List;

/**
 * Makes a {@link Series} of the rows of one key, given in the order of time; then the next one. For an engine whose rows stand
 * so. Not thread-safe.
 */
public final class SeriesBuilder {
    private final String time;
    private final int timePosition;
    private final SeriesReader reader;
    private final KeyReader keys;
    private final double[] read;
    private final double[][] values;
    private long[] times = new long[64];
    private String key = "";
    private int size;

    private SeriesBuilder(PipelineSpec spec, List<String> columns, Schema rowSchema) {
        this.time = spec.time();
        this.timePosition = rowSchema.indexOf(spec.time());
        this.reader = SeriesReader.of(spec, columns, rowSchema);
        this.keys = new KeyReader(rowSchema, spec.keys());
        this.read = new double[columns.size()];
        this.values = new double[columns.size()][times.length];
    }

    static SeriesBuilder of(PipelineSpec spec, List<String> columns, Schema rowSchema) {
        return new SeriesBuilder(spec, columns, rowSchema);
    }

    /**
     * Adds a row.
     *
     * @param row a row of the series under construction, not before the last one
     * @return this builder
     * @throws InvalidDataException if the row has no time, or a first row no key
     */
    public SeriesBuilder add(Row row) {
        if (size == 0) {
            key = keys.keyOf(row);
        }
        long now = row.integer(timePosition);
        if (now == ColumnType.MISSING_INTEGER) {
            throw new InvalidDataException("Time column '" + time + "' is missing in a row of series '" + key
                    + "'. Drop such rows before features are computed");
        }
        if (size == times.length) {
            grow();
        }
        times[size] = now;
        reader.read(row, read);
        for (int i = 0; i < read.length; i++) {
            values[i][size] = read[i];
        }
        size++;
        return this;
    }

    private void grow() {
        times = Arrays.copyOf(times, 2 * size);
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.copyOf(values[i], times.length);
        }
    }

    /**
     * Ends the series; the next row begins another.
     *
     * @return the series
     * @throws InvalidDataException if times are not strictly ascending
     */
    public Series build() {
        double[][] grown = new double[values.length][];
        Arrays.setAll(grown, i -> Arrays.copyOf(values[i], size));
        Series series = Series.of(key, reader.columns(), Arrays.copyOf(times, size), grown);
        size = 0;
        return series;
    }
}
