package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.WindowExpression;

/**
 * A window bound to a time axis: finds the part of a series that the window covers.
 *
 * @param window the window
 * @param slot the position of its column among the pipeline's series columns
 * @param newest how many units before the row the window ends
 * @param length how many units it covers, at least 1
 */
record WindowReader(WindowExpression window, int slot, long newest, long length) {
    static WindowReader of(WindowExpression window, PipelineSpec spec) {
        TimeAxis axis = spec.timeAxis();
        return new WindowReader(
                window,
                spec.seriesColumns().indexOf(window.column()),
                axis.units(window.newest(spec.horizon())),
                Math.max(1, axis.units(window.length())));
    }

    int columnOf(Series series) {
        int column = series.columns().indexOf(window.column());
        if (column < 0) {
            throw new IllegalArgumentException(
                    series + " has no column '" + window.column() + "', which a feature needs");
        }
        return column;
    }

    double read(Series series, int column, long now) {
        long end = now - newest;
        return window.evaluate(series.values(column), series.countAtMost(end - length), series.countAtMost(end));
    }

    /** How many units before the row the oldest value lies that the window can read. */
    long reach() {
        return newest + length - 1;
    }
}
