package io.mlpipeline.models.core.evaluation;

/**
 * The value of one metric.
 *
 * @param metric the metric's name
 * @param value the value; {@code NaN} where the metric's definition gives none
 * @param higherIsBetter whether a larger value is better
 */
public record Score(String metric, double value, boolean higherIsBetter) {
    /**
     * Whether this value is better than another of the same metric. A value that is {@code NaN} is never better, and any other is
     * better than it; errors are compared by absolute value, so that a bias is good near 0.
     *
     * @param other a score of the same metric
     * @return true if this one is strictly better
     * @throws IllegalArgumentException if the other is of another metric
     */
    public boolean isBetterThan(Score other) {
        if (!metric.equals(other.metric)) {
            throw new IllegalArgumentException("Cannot compare '" + metric + "' with '" + other.metric + "'");
        }
        return loss() < other.loss();
    }

    /** The smaller the better; infinite where there is no value. */
    double loss() {
        if (Double.isNaN(value)) {
            return Double.POSITIVE_INFINITY;
        }
        return higherIsBetter ? -value : Math.abs(value);
    }
}
