package io.mlpipeline.models.timeseries.spark;

import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.SeriesReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Forecasts every series of a data set. Spark brings the rows of a series together; the series is then read, learned and forecast by
 * the same code as {@link io.mlpipeline.models.timeseries.panel.PanelRun} in memory, and gives the same numbers bit for bit. A worker
 * holds one series at a time. Immutable and thread-safe.
 *
 * <pre>{@code
 * SeriesReader reader = SeriesReader.of(Frequency.DAY, "day", "units").withKeys("shop", "item").withGaps(Gaps.ZERO);
 * Dataset<Row> forecasts = SparkPanel.of(reader, Ets::automatic, Horizon.of(28)).forecast(sales);
 * }</pre>
 *
 * <p>The session is the host's: nothing is set on it and nothing stopped. Its {@code spark.sql.shuffle.partitions}, or adaptive
 * execution, says in how many parts the series are forecast.
 */
public final class SparkPanel {
    private final SeriesReader reader;
    private final ForecasterSource source;
    private final Horizon horizon;

    private SparkPanel(SeriesReader reader, ForecasterSource source, Horizon horizon) {
        this.reader = reader;
        this.source = source;
        this.horizon = horizon;
    }

    /**
     * A way to forecast.
     *
     * @param reader says which columns are what, with one key column at least
     * @param source makes the forecaster on the workers
     * @param horizon what to forecast, without regressors
     * @return the panel
     */
    public static SparkPanel of(SeriesReader reader, ForecasterSource source, Horizon horizon) {
        if (!horizon.regressors().isEmpty()) {
            throw new IllegalArgumentException("the horizon holds the regressors "
                    + horizon.regressors().names() + " of one series: many series have not the same ones");
        }
        return new SparkPanel(reader, source, horizon);
    }

    /**
     * Forecasts all series.
     *
     * @param rows one row a step and series, in any order
     * @return the keys as texts, {@code step}, {@code stamp}, {@code mean}, {@code lower_80}, {@code upper_80} and so on for each
     *     level, {@code method} and {@code fallback}: a row a step. A series that cannot be read or learned is one row whose
     *     {@code failure} says why and whose other columns are null; it stops nothing. Nothing runs before the rows are asked for,
     *     but for one pass that finds the latest stamp where absent steps are 0
     * @throws IllegalArgumentException if a column is absent or of a type that does not serve
     */
    public Dataset<Row> forecast(Dataset<Row> rows) {
        PanelColumns columns = PanelColumns.of(reader, rows);
        OutcomeRows output = new OutcomeRows(columns.keys(), horizon);
        StructType schema = output.schema();
        return columns.select(rows)
                .repartition(columns.keyColumns())
                .sortWithinPartitions(columns.order())
                .mapPartitions(new SeriesPart(columns, source, output), Encoders.row(schema));
    }

    @Override
    public String toString() {
        return "SparkPanel(" + reader + ", " + horizon + ")";
    }
}
