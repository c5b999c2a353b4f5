package io.mlpipeline.drift.statistics;

import java.util.stream.IntStream;

/** A contingency table of two rows without its empty cells. */
final class TwoRows {
    private final long[] first;
    private final long[] second;
    private final double n;
    private final double m;

    private TwoRows(long[] first, long[] second) {
        this.first = first;
        this.second = second;
        this.n = Counts.sum(first);
        this.m = Counts.sum(second);
    }

    static TwoRows of(long[] first, long[] second) {
        Counts.requirePair(first, second);
        int[] occupied = IntStream.range(0, first.length)
                .filter(i -> first[i] > 0 || second[i] > 0)
                .toArray();
        return new TwoRows(
                IntStream.of(occupied).mapToLong(i -> first[i]).toArray(),
                IntStream.of(occupied).mapToLong(i -> second[i]).toArray());
    }

    boolean isTrivial() {
        return first.length < 2 || n == 0 || m == 0;
    }

    int cells() {
        return first.length;
    }

    double total() {
        return n + m;
    }

    /** The sum over all cells of (observed - expected)^2 / expected. */
    double pearson() {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double difference = first[i] / n - second[i] / m;
            sum += difference * difference / ((double) first[i] + second[i]);
        }
        return sum * n * m;
    }

    /** Twice the sum over all cells of observed * ln(observed / expected). */
    double likelihoodRatio() {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double share = ((double) first[i] + second[i]) / total();
            sum += information(first[i], n * share) + information(second[i], m * share);
        }
        return 2 * sum;
    }

    private static double information(long observed, double expected) {
        return observed == 0 ? 0 : observed * Math.log(observed / expected);
    }

    /** The mean of {@link #pearson()} when members are assigned to the rows at random. */
    double pearsonMean() {
        return total() / (total() - 1) * (cells() - 1);
    }

    /** The variance of {@link #pearson()} when members are assigned to the rows at random; needs four members. */
    double pearsonVariance() {
        double all = total();
        double rowFreedom = (all - 2) / (all - 1);
        double rowSkew = (all / n + all / m - 4) / (all - 2);
        double cellFreedom = (cells() - 1.0) * (all - cells()) / (all - 1);
        double cellSkew = (inverseCellShares() - (double) cells() * cells()) / (all - 2);
        return 2 * all / (all - 3) * (rowFreedom - rowSkew) * (cellFreedom - cellSkew)
                + all * all / (all - 1) * rowSkew * cellSkew;
    }

    private double inverseCellShares() {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += total() / ((double) first[i] + second[i]);
        }
        return sum;
    }
}
