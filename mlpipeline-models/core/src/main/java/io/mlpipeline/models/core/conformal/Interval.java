package io.mlpipeline.models.core.conformal;

/**
 * Where a label lies with a probability.
 *
 * @param low the lower end
 * @param high the upper end; not below the lower one
 */
public record Interval(double low, double high) {
    /**
     * Whether a value lies in it, its ends included.
     *
     * @param value any number
     * @return true if it does
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /**
     * How wide it is.
     *
     * @return 0 or more
     */
    public double width() {
        return high - low;
    }
}
