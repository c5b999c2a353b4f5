package io.mlpipeline.drift.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Finite numbers in ascending order. Immutable and safe for use by many threads.
 *
 * <p>Sorting is what tests and distances spend most of their time on: keep the sample of a reference that is compared often.
 */
public final class Sample {
    private final double[] values;
    private final double mean;
    private final double variance;

    private Sample(double[] ascending) {
        this.values = ascending;
        this.mean = mean(ascending);
        this.variance = variance(ascending, mean);
    }

    /**
     * A sample of the finite ones among some numbers.
     *
     * @param values in any order; those that are not finite are left out
     * @return the sample
     */
    public static Sample of(double... values) {
        double[] finite = new double[values.length];
        int size = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                finite[size++] = value + 0.0;
            }
        }
        finite = size == values.length ? finite : Arrays.copyOf(finite, size);
        Arrays.sort(finite);
        return new Sample(finite);
    }

    /** Two passes: a first estimate, then the mean of what is left, which rounds relative to the spread and not to the offset. */
    private static double mean(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double estimate =
                DoubleStream.of(values).map(value -> value / values.length).sum();
        double rest = DoubleStream.of(values)
                .map(value -> (value - estimate) / values.length)
                .sum();
        return estimate + rest;
    }

    private static double variance(double[] values, double mean) {
        if (values.length < 2) {
            return Double.NaN;
        }
        if (values[0] == values[values.length - 1]) {
            return 0;
        }
        double squares = DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return squares / (values.length - 1);
    }

    /**
     * The number of values.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * A value by its rank.
     *
     * @param rank 0 to {@code size() - 1}
     * @return the value that has so many before it
     */
    public double value(int rank) {
        return values[rank];
    }

    /**
     * The arithmetic mean.
     *
     * @return the mean; {@code NaN} without values
     */
    public double mean() {
        return mean;
    }

    /**
     * The unbiased variance.
     *
     * @return 0 or more; {@code NaN} with fewer than two values
     */
    public double variance() {
        return variance;
    }

    /** The mean of the squared deviations; 0 without values. */
    double populationVariance() {
        return values.length < 2 ? 0 : variance * (values.length - 1) / values.length;
    }

    /**
     * A quantile, interpolated between the neighbouring values (type 7 of Hyndman and Fan).
     *
     * @param share 0 to 1
     * @return the value at or below which about this share of the values lies; {@code NaN} without values
     * @throws IllegalArgumentException if the share is out of range
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile is asked for by a share from 0 to 1, got " + share);
        }
        if (values.length == 0) {
            return Double.NaN;
        }
        double position = share * (values.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, values.length - 1);
        double part = position - below;
        double step = values[above] - values[below];
        return part < 0.5 ? values[below] + step * part : values[above] - step * (1 - part);
    }

    /** The number of values below a number, or at most it. */
    int countBelow(double limit, boolean inclusive) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean below = inclusive ? values[middle] <= limit : values[middle] < limit;
            low = below ? middle + 1 : low;
            high = below ? high : middle;
        }
        return low;
    }

    /** The sum over all values of a function of them. */
    double sum(DoubleUnaryOperator of) {
        return DoubleStream.of(values).map(of).sum();
    }

    @Override
    public String toString() {
        return "Sample(" + values.length + " values)";
    }
}
