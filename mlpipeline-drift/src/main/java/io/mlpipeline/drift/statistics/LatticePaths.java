package io.mlpipeline.drift.statistics;

/**
 * The exact distribution of the two-sample Kolmogorov-Smirnov statistic given the pooled values, ties included.
 *
 * <p>Every way to deal the pooled values to the two samples is a path through a grid, all equally likely. The share of paths to each
 * grid point that have been too far from the diagonal follows from the shares of its two neighbours; distances count only where a
 * group of tied values ends. Shares are only added, so tiny probabilities keep all their digits (T. Viehmann, Numerically more stable
 * computation of the p-values for the two-sample Kolmogorov-Smirnov test, 2021; ties after J. L. Hodges, 1958). Time is the product
 * of the sample sizes, memory the smaller of them.
 */
final class LatticePaths {
    private final long[] first;
    private final long[] second;
    private final int n;
    private final int m;

    private LatticePaths(long[] first, long[] second) {
        this.first = first;
        this.second = second;
        this.n = Math.toIntExact(Counts.sum(first));
        this.m = Math.toIntExact(Counts.sum(second));
    }

    /** P(D >= observed D), given counts of the ascending pooled values; neither row is empty. */
    static double probability(long[] first, long[] second) {
        return Counts.sum(first) < Counts.sum(second)
                ? new LatticePaths(second, first).probability()
                : new LatticePaths(first, second).probability();
    }

    private double probability() {
        long observed = observedDistance();
        if (observed == 0) {
            return 1;
        }
        boolean[] groupEnds = groupEnds();
        double[] beyond = new double[m + 1];
        for (int j = 1; j <= m; j++) {
            beyond[j] = isBeyond(0, j, observed, groupEnds) ? 1 : beyond[j - 1];
        }
        for (int i = 1; i <= n; i++) {
            beyond[0] = isBeyond(i, 0, observed, groupEnds) ? 1 : beyond[0];
            for (int j = 1; j <= m; j++) {
                beyond[j] = isBeyond(i, j, observed, groupEnds) ? 1 : (i * beyond[j] + j * beyond[j - 1]) / (i + j);
            }
        }
        return Math.min(1, beyond[m]);
    }

    /** The distance times n * m, a whole number. */
    private long observedDistance() {
        long largest = 0;
        long i = 0;
        long j = 0;
        for (int cell = 0; cell < first.length; cell++) {
            i += first[cell];
            j += second[cell];
            largest = Math.max(largest, Math.abs(i * m - j * n));
        }
        return largest;
    }

    /** Whether a group of tied values ends after so many pooled values. */
    private boolean[] groupEnds() {
        boolean[] ends = new boolean[n + m + 1];
        int position = 0;
        for (int cell = 0; cell < first.length; cell++) {
            position += Math.toIntExact(first[cell] + second[cell]);
            ends[position] = true;
        }
        return ends;
    }

    private boolean isBeyond(int i, int j, long observed, boolean[] groupEnds) {
        return groupEnds[i + j] && Math.abs((long) i * m - (long) j * n) >= observed;
    }
}
