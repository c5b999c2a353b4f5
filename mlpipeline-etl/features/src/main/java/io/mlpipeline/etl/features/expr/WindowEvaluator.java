package io.mlpipeline.etl.features.expr;

/** A {@link WindowExpression} made ready for one thread. It may keep scratch memory, but nothing of one row for the next. */
@FunctionalInterface
public interface WindowEvaluator {
    /**
     * Computes the value over the part of a series that the window covers. Must not allocate once it is warm.
     *
     * @param times the times of the series, strictly ascending, in the unit of the time column
     * @param values the column's values at those times; {@code NaN} means missing
     * @param from the first position in the window
     * @param to one past the last position in the window; equal to {@code from} if the window is empty
     * @param now the row's own time, which lies after the window
     * @return the value; {@code NaN} means missing
     */
    double evaluate(long[] times, double[] values, int from, int to, long now);
}
