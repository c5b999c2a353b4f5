package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals of metrics by the bootstrap: rows are drawn with replacement as many times as there are rows, which weighs each by how
 * often it came, and the metric is computed anew. Immutable and safe for use by many threads; the same seed gives the same interval.
 *
 * <p>It takes rows for independent of each other: for rows of few series the interval is too narrow.
 *
 * <p>Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), section 13.3, percentile interval.
 */
public final class Bootstrap {
    private final long seed;
    private final int repetitions;
    private final double level;

    private Bootstrap(long seed, int repetitions, double level) {
        this.seed = seed;
        this.repetitions = repetitions;
        this.level = level;
    }

    /**
     * Intervals of 95 % by 1,000 repetitions.
     *
     * @param seed where the random numbers start
     * @return the bootstrap
     */
    public static Bootstrap seed(long seed) {
        return new Bootstrap(seed, 1000, 0.95);
    }

    /**
     * This one with another number of repetitions.
     *
     * @param count 10 or more
     * @return a new bootstrap
     */
    public Bootstrap repetitions(int count) {
        if (count < 10) {
            throw new IllegalArgumentException("A bootstrap needs 10 repetitions or more, got " + count);
        }
        return new Bootstrap(seed, count, level);
    }

    /**
     * This one with another level.
     *
     * @param share above 0 and below 1
     * @return a new bootstrap
     */
    public Bootstrap level(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("The level of an interval lies between 0 and 1, got " + share);
        }
        return new Bootstrap(seed, repetitions, share);
    }

    /**
     * The interval of a metric.
     *
     * @param metric one that honours weights, as all of this library do
     * @param actual the rows, at least one
     * @param predicted the model's outputs, row by row
     * @return its value and interval; {@code NaN} where every repetition has no value
     */
    public ScoreInterval of(Metric metric, TrainingSet actual, double[] predicted) {
        double value = metric.of(actual, predicted);
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            double[] weights = new double[actual.size()];
            for (int draw = 0; draw < weights.length; draw++) {
                int row = random.nextInt(weights.length);
                weights[row] += actual.weight(row);
            }
            values[i] = metric.of(actual.withWeights(weights), predicted);
        }
        double[] sorted = Arrays.stream(values)
                .filter(each -> !Double.isNaN(each))
                .sorted()
                .toArray();
        return new ScoreInterval(
                new Score(metric.name(), value, metric.higherIsBetter()),
                quantile(sorted, (1 - level) / 2),
                quantile(sorted, (1 + level) / 2),
                level);
    }

    /** By linear interpolation between ranks, as R's type 7. */
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return "Bootstrap(" + repetitions + " repetitions, level " + level + ", seed " + seed + ")";
    }
}
