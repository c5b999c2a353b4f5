package io.mlpipeline.drift.statistics;

/**
 * The two-sample Anderson-Darling test with midranks for ties, standardised by its exact variance.
 *
 * <p>It weighs the tails more than {@link KolmogorovSmirnovTest}. F. W. Scholz and M. A. Stephens, K-Sample Anderson-Darling Tests,
 * 1987. Their table of levels, and so the p-value here, ends at 0.25 and 0.001: a p-value at an end means "at least" or "at most"
 * that.
 */
public final class AndersonDarlingTest {
    private static final double LARGEST_P = 0.25;
    private static final double SMALLEST_P = 0.001;
    private static final double LOWEST_CRITICAL = 0.325;
    private static final double HIGHEST_CRITICAL = 6.546;
    private static final double QUADRATIC = 0.01819809457411147;
    private static final double LINEAR = -1.0082265644652515;
    private static final double CONSTANT = -1.077770279820484;

    private AndersonDarlingTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference
     * @param current the current values
     * @return the standardised statistic and its p-value; 0 and 1 if a side is empty, all values are equal, or there are fewer than
     *     four
     */
    public static TestResult test(Sample reference, Sample current) {
        PooledValues pooled = PooledValues.of(reference, current);
        int all = pooled.n() + pooled.m();
        if (pooled.isTrivial() || all < 4) {
            return new TestResult(0, 1);
        }
        double statistic = (squaredDistance(pooled, all) - 1) / Math.sqrt(variance(pooled, all));
        return new TestResult(statistic, pValue(statistic));
    }

    private static double squaredDistance(PooledValues pooled, double all) {
        double n = pooled.n();
        double m = pooled.m();
        double sum = 0;
        double before = 0;
        double beforeInFirst = 0;
        for (int group = 0; group < pooled.size(); group++) {
            double size = pooled.both(group);
            double rank = before + size / 2;
            double rankInFirst = beforeInFirst + pooled.first(group) / 2.0;
            double distance = all * rankInFirst - rank * n;
            // The other sample's distance is the same with the other sign.
            sum += size * distance * distance / (rank * (all - rank) - all * size / 4);
            before += size;
            beforeInFirst += pooled.first(group);
        }
        return sum / all * (1 / n + 1 / m) * (all - 1) / all;
    }

    private static double variance(PooledValues pooled, double all) {
        double bigH = 1.0 / pooled.n() + 1.0 / pooled.m();
        double h = 0;
        double g = 0;
        double tail = 0;
        for (int i = 1; i < all; i++) {
            h += 1.0 / i;
            // tail is the sum of 1/j over the i - 1 largest j below N.
            g += tail / i;
            tail += 1.0 / (all - i);
        }
        double a = 4 * g - 6 + (10 - 6 * g) * bigH;
        double b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * bigH - 8 * h + 4 * g - 6;
        double c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * bigH + 4 * h;
        double d = 4 * (2 * h + 6) - 8 * h;
        return (((a * all + b) * all + c) * all + d) / ((all - 1) * (all - 2) * (all - 3));
    }

    /** The parabola that fits the logarithms of the paper's seven levels best, over its critical values for two samples. */
    private static double pValue(double statistic) {
        if (statistic <= LOWEST_CRITICAL) {
            return LARGEST_P;
        }
        if (statistic >= HIGHEST_CRITICAL) {
            return SMALLEST_P;
        }
        return Math.exp((QUADRATIC * statistic + LINEAR) * statistic + CONSTANT);
    }
}
