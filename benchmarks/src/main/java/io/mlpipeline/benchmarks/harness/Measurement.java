package io.mlpipeline.benchmarks.harness;

import java.util.Arrays;

/**
 * What one variant cost, over all its slices.
 *
 * @param name the variant
 * @param lowest the cheapest slice, nanoseconds of thread CPU time an operation
 * @param firstQuartile a quarter of the slices cost less
 * @param median half of the slices cost less
 * @param thirdQuartile three quarters of the slices cost less
 * @param bytes bytes of Java heap allocated an operation, in the median slice
 * @param slices how many slices there were
 */
public record Measurement(
        String name,
        double lowest,
        double firstQuartile,
        double median,
        double thirdQuartile,
        double bytes,
        int slices) {

    /**
     * Sums up slices.
     *
     * @param name the variant
     * @param nanos the cost of an operation in each slice
     * @param bytes the allocation of an operation in each slice
     * @return the measurement
     * @throws IllegalArgumentException if there is no slice
     */
    public static Measurement of(String name, double[] nanos, double[] bytes) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("No slice of '" + name + "' was measured");
        }
        return new Measurement(
                name,
                quantile(nanos, 0),
                quantile(nanos, 0.25),
                quantile(nanos, 0.5),
                quantile(nanos, 0.75),
                quantile(bytes, 0.5),
                nanos.length);
    }

    /** The value that a share of the values is at most, the nearest one in rank. */
    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
