package io.mlpipeline.models.timeseries;

/**
 * The range that holds one future value with a probability.
 *
 * @param level the probability, strictly between 0 and 1
 * @param lower the lower bound, in the units of the series
 * @param upper the upper bound, not below the lower
 */
public record PredictionInterval(double level, double lower, double upper) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the level is not between 0 and 1, or the bounds are not in order
     */
    public PredictionInterval {
        if (!(level > 0 && level < 1 && lower <= upper)) {
            throw new IllegalArgumentException(
                    "no prediction interval: level " + level + ", from " + lower + " to " + upper);
        }
    }

    /**
     * Whether a value lies within.
     *
     * @param value the value
     * @return true if it does, bounds included
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
