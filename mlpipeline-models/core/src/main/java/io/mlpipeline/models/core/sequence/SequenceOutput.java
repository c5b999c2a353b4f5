package io.mlpipeline.models.core.sequence;

import java.util.Arrays;
import java.util.List;

/** What a sequence model says about each step: quantiles, or the mean and deviation of a normal distribution. Immutable. */
public final class SequenceOutput {
    private static final SequenceOutput GAUSSIAN = new SequenceOutput(List.of());

    private final List<Double> levels;
    private final int center;

    private SequenceOutput(List<Double> levels) {
        this.levels = levels;
        this.center = levels.isEmpty() ? 0 : levels.indexOf(0.5);
    }

    /**
     * Quantiles, of which the median is the forecast.
     *
     * @param levels the levels, ascending between 0 and 1, with 0.5 among them
     * @return the output
     */
    public static SequenceOutput quantiles(double... levels) {
        double previous = 0;
        for (double level : levels) {
            if (!(level > previous && level < 1)) {
                throw new IllegalArgumentException("The quantile levels must ascend between 0 and 1, got "
                        + Arrays.toString(levels) + ". Maybe 0.9 is meant, not 90");
            }
            previous = level;
        }
        List<Double> all = Arrays.stream(levels).boxed().toList();
        if (!all.contains(0.5)) {
            throw new IllegalArgumentException(
                    "The quantile levels " + all + " lack the median, which is the forecast: add 0.5");
        }
        return new SequenceOutput(all);
    }

    /**
     * Mean and standard deviation.
     *
     * @return the output
     */
    public static SequenceOutput gaussian() {
        return GAUSSIAN;
    }

    /**
     * Whether it is mean and deviation.
     *
     * @return false for quantiles
     */
    public boolean isGaussian() {
        return levels.isEmpty();
    }

    /**
     * The levels of the quantiles.
     *
     * @return ascending, unmodifiable; empty for mean and deviation
     */
    public List<Double> levels() {
        return levels;
    }

    /**
     * The numbers a step.
     *
     * @return as many as levels, or 2
     */
    public int width() {
        return isGaussian() ? 2 : levels.size();
    }

    /**
     * Where in a step's numbers the forecast stands.
     *
     * @return the position of the median, or of the mean
     */
    public int center() {
        return center;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceOutput that && levels.equals(that.levels);
    }

    @Override
    public int hashCode() {
        return levels.hashCode();
    }

    @Override
    public String toString() {
        return isGaussian() ? "mean and deviation" : "quantiles " + levels;
    }
}
