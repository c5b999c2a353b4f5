package io.mlpipeline.models.timeseries.spark;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.PredictionInterval;
import io.mlpipeline.models.timeseries.panel.SeriesFailure;
import io.mlpipeline.models.timeseries.panel.SeriesOutcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Outcomes as rows: one a step, or one for a failure. */
final class OutcomeRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> keys;
    private final int steps;
    private final double[] levels;

    OutcomeRows(List<String> keys, Horizon horizon) {
        this.keys = new ArrayList<>(keys);
        this.steps = horizon.steps();
        this.levels = horizon.levels().stream().mapToDouble(Double::doubleValue).toArray();
    }

    Horizon horizon() {
        return Horizon.of(steps).withLevels(levels);
    }

    StructType schema() {
        StructType schema = new StructType();
        for (String key : keys) {
            schema = schema.add(key, DataTypes.StringType);
        }
        schema = schema.add("step", DataTypes.IntegerType)
                .add("stamp", DataTypes.TimestampNTZType)
                .add("mean", DataTypes.DoubleType);
        for (double level : levels) {
            schema = schema.add("lower_" + percent(level), DataTypes.DoubleType)
                    .add("upper_" + percent(level), DataTypes.DoubleType);
        }
        return schema.add("method", DataTypes.StringType)
                .add("fallback", DataTypes.StringType)
                .add("failure", DataTypes.StringType);
    }

    /** 80 for 0.8, 97_5 for 0.975: a dot would need quoting in SQL. */
    private static String percent(double level) {
        String text = String.format(Locale.ROOT, "%.6f", 100 * level);
        return text.replaceAll("\\.?0+$", "").replace('.', '_');
    }

    List<Row> rows(List<@Nullable String> key, SeriesOutcome outcome) {
        return outcome.forecast()
                .map(forecast -> rows(key, forecast))
                .orElseGet(() -> List.of(
                        failed(key, outcome.failure().map(SeriesFailure::reason).orElse("no forecast"))));
    }

    private List<Row> rows(List<@Nullable String> key, Forecast forecast) {
        List<Row> rows = new ArrayList<>();
        for (int step = 1; step <= forecast.steps(); step++) {
            List<@Nullable Object> cells = new ArrayList<>(key);
            cells.add(step);
            cells.add(forecast.stamp(step));
            cells.add(forecast.mean(step));
            for (double level : levels) {
                PredictionInterval interval = forecast.interval(step, level);
                cells.add(interval.lower());
                cells.add(interval.upper());
            }
            cells.add(forecast.method());
            cells.add(forecast.fallback().orElse(null));
            cells.add(null);
            rows.add(RowFactory.create(cells.toArray()));
        }
        return rows;
    }

    private Row failed(List<@Nullable String> key, String reason) {
        List<@Nullable Object> cells = new ArrayList<>(key);
        while (cells.size() < keys.size() + 3 + 2 * levels.length + 2) {
            cells.add(null);
        }
        cells.add(reason);
        return RowFactory.create(cells.toArray());
    }
}
