package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * A window bound to a time axis: finds the part of a series that the window covers.
 *
 * @param name the name of its column in a series
 * @param evaluator computes its value
 * @param slot the position of its column among the series columns of the kernel
 * @param newest how many units before the row the window ends
 * @param length how many units it covers, at least 1
 */
record WindowReader(String name, WindowEvaluator evaluator, int slot, long newest, long length) {
    static WindowReader of(WindowExpression window, int slot, PipelineSpec spec) {
        TimeAxis axis = spec.timeAxis();
        return new WindowReader(
                spec.seriesNameOf(window.column()),
                window.evaluator(axis.units(Duration.ofDays(1))),
                slot,
                axis.units(window.newest(spec.horizon())),
                Math.max(1, axis.units(window.length())));
    }

    int columnOf(Series series) {
        int column = series.columns().indexOf(name);
        if (column < 0) {
            throw new IllegalArgumentException(series + " has no column '" + name
                    + "', which a feature needs. Make series with FittedFeatures.history or seriesReader");
        }
        return column;
    }

    double read(Series series, int column, long now) {
        long end = now - newest;
        return evaluator.evaluate(
                series.times(), series.values(column), series.countAtMost(end - length), series.countAtMost(end), now);
    }

    /** Reads a series whose columns are in the order of the slots; the cursor remembers where, in two places from the given one on. */
    double read(SeriesCursor cursor, int place, long now) {
        long end = now - newest;
        Series series = cursor.series();
        return evaluator.evaluate(
                series.times(),
                series.values(slot),
                cursor.countAtMost(end - length, place),
                cursor.countAtMost(end, place + 1),
                now);
    }

    /** How many units before the row the oldest value lies that the window can read. */
    long reach() {
        return newest + length - 1;
    }
}
