package io.mlpipeline.drift.statistics;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Distances between two distributions over the same cells, between two rows of counts, and between two samples.
 *
 * <p>Shares are 0 or more and sum to 1 up to rounding; see {@link Shares}.
 */
public final class Distances {
    private Distances() {}

    /**
     * The population stability index of two rows of counts: the sum over all cells of the difference of the shares times the logarithm
     * of their ratio.
     *
     * <p>Half a member is added to every cell of both rows, so that an empty cell weighs what so few members can tell instead of
     * making the index infinite.
     *
     * @param reference the reference's count in each cell
     * @param current the current count in each cell
     * @return 0 or more
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static double populationStability(long[] reference, long[] current) {
        Counts.requirePair(reference, current);
        return populationStability(Shares.smoothed(reference, 0.5), Shares.smoothed(current, 0.5));
    }

    /**
     * The population stability index of two distributions.
     *
     * @param reference the reference's shares
     * @param current the current shares
     * @return 0 or more; infinite if only one side has an empty cell
     * @throws IllegalArgumentException if the lengths differ or a share is negative
     */
    public static double populationStability(double[] reference, double[] current) {
        return sum(reference, current, (p, q) -> p == q ? 0 : (q - p) * Math.log(q / p));
    }

    /**
     * The Kullback-Leibler divergence of the current distribution from the reference, in nats; both are scaled to sum to 1.
     *
     * @param reference the reference's shares, not all 0
     * @param current the current shares, not all 0
     * @return 0 or more; infinite if the current side lacks a cell of the reference
     * @throws IllegalArgumentException if the lengths differ, a share is negative or all are 0
     */
    public static double kullbackLeibler(double[] reference, double[] current) {
        double sum = sum(Shares.scaled(reference), Shares.scaled(current), Distances::information);
        return Math.max(0, sum);
    }

    /**
     * The Jensen-Shannon distance, the square root of the divergence in nats; both sides are scaled to sum to 1.
     *
     * @param reference the reference's shares, not all 0
     * @param current the current shares, not all 0
     * @return 0 to {@code sqrt(ln 2)}; divide by that for a distance from 0 to 1
     * @throws IllegalArgumentException if the lengths differ, a share is negative or all are 0
     */
    public static double jensenShannon(double[] reference, double[] current) {
        double sum = sum(Shares.scaled(reference), Shares.scaled(current), (p, q) -> {
            double middle = (p + q) / 2;
            return information(p, middle) + information(q, middle);
        });
        return Math.sqrt(Math.max(0, sum / 2));
    }

    private static double information(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }

    /**
     * The Hellinger distance.
     *
     * @param reference the reference's shares
     * @param current the current shares
     * @return 0 to 1
     * @throws IllegalArgumentException if the lengths differ or a share is negative
     */
    public static double hellinger(double[] reference, double[] current) {
        double sum = sum(reference, current, (p, q) -> {
            double difference = Math.sqrt(p) - Math.sqrt(q);
            return difference * difference;
        });
        return Math.sqrt(sum / 2);
    }

    /**
     * The total variation: half the sum of the absolute differences, which is the share that would have to change its cell.
     *
     * @param reference the reference's shares
     * @param current the current shares
     * @return 0 to 1
     * @throws IllegalArgumentException if the lengths differ or a share is negative
     */
    public static double totalVariation(double[] reference, double[] current) {
        return sum(reference, current, (p, q) -> Math.abs(p - q)) / 2;
    }

    /**
     * The largest absolute difference of a cell's shares.
     *
     * @param reference the reference's shares
     * @param current the current shares
     * @return 0 to 1
     * @throws IllegalArgumentException if the lengths differ or a share is negative
     */
    public static double largestDifference(double[] reference, double[] current) {
        Shares.requirePair(reference, current);
        double largest = 0;
        for (int i = 0; i < reference.length; i++) {
            largest = Math.max(largest, Math.abs(reference[i] - current[i]));
        }
        return largest;
    }

    private static double sum(double[] reference, double[] current, DoubleBinaryOperator term) {
        Shares.requirePair(reference, current);
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            sum += term.applyAsDouble(reference[i], current[i]);
        }
        return sum;
    }

    /**
     * The Wasserstein distance of two samples, also called earth mover's: the area between their distribution functions.
     *
     * @param reference the reference
     * @param current the current values
     * @return 0 or more, in the unit of the values; 0 if a side is empty
     */
    public static double wasserstein(Sample reference, Sample current) {
        return area(reference, current, Math::abs);
    }

    /**
     * The energy distance of two samples: the square root of twice the integral of the squared difference of their distribution
     * functions.
     *
     * @param reference the reference
     * @param current the current values
     * @return 0 or more, in the square root of the values' unit; 0 if a side is empty
     */
    public static double energy(Sample reference, Sample current) {
        return Math.sqrt(2 * area(reference, current, difference -> difference * difference));
    }

    private static double area(Sample reference, Sample current, DoubleUnaryOperator height) {
        int n = reference.size();
        int m = current.size();
        if (n == 0 || m == 0) {
            return 0;
        }
        double area = 0;
        double previous = 0;
        for (int i = 0, j = 0; i < n || j < m; ) {
            boolean first = j == m || (i < n && reference.value(i) <= current.value(j));
            double value = first ? reference.value(i) : current.value(j);
            if (value != previous) {
                area += height.applyAsDouble((double) i / n - (double) j / m) * (value - previous);
                previous = value;
            }
            i += first ? 1 : 0;
            j += first ? 0 : 1;
        }
        return area;
    }
}
