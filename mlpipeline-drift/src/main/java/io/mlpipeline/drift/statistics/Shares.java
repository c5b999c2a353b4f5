package io.mlpipeline.drift.statistics;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Counts as shares of their sum. */
public final class Shares {
    private static final double SMALL = 1e-4;
    private static final double MUCH_SMALLER = 1e-6;

    private Shares() {}

    /**
     * Each count over their sum.
     *
     * @param counts 0 or more each
     * @return a new array; all 0 if the counts are
     */
    public static double[] of(long[] counts) {
        double total = Math.max(1, Counts.sum(counts));
        return LongStream.of(counts).mapToDouble(count -> count / total).toArray();
    }

    /**
     * Each count over their sum, with a small share in place of 0, so that logarithms exist: 0.0001, or a millionth of the smallest
     * share where that is not larger. The sum then exceeds 1 by as much. This is the convention of the tool Evidently.
     *
     * @param counts 0 or more each
     * @return a new array; all 0 if the counts are
     */
    public static double[] filled(long[] counts) {
        double[] shares = of(counts);
        double least = DoubleStream.of(shares).filter(share -> share > 0).min().orElse(0);
        double fill = least > SMALL ? SMALL : least * MUCH_SMALLER;
        return DoubleStream.of(shares).map(share -> share == 0 ? fill : share).toArray();
    }

    /** The shares after adding so much to each count. */
    static double[] smoothed(long[] counts, double addend) {
        double total = Counts.sum(counts) + addend * counts.length;
        return LongStream.of(counts)
                .mapToDouble(count -> (count + addend) / total)
                .toArray();
    }

    static double[] scaled(double[] shares) {
        double total = DoubleStream.of(shares).sum();
        if (!(total > 0)) {
            throw new IllegalArgumentException("Shares that sum to " + total + " are no distribution");
        }
        return DoubleStream.of(shares).map(share -> share / total).toArray();
    }

    static void requirePair(double[] reference, double[] current) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException("Both sides need the same cells, got " + reference.length
                    + " reference and " + current.length + " current shares");
        }
        DoubleStream.concat(DoubleStream.of(reference), DoubleStream.of(current))
                .forEach(Shares::require);
    }

    private static void require(double share) {
        if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A share is 0 or more, got " + share);
        }
    }
}
