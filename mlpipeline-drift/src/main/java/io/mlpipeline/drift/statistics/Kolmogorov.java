package io.mlpipeline.drift.statistics;

/** The limiting distribution of the Kolmogorov-Smirnov statistic. */
final class Kolmogorov {
    /** Where the two series need equally few terms. */
    private static final double SWITCH = 1.0;

    private Kolmogorov() {}

    /** P(K >= x), accurate in relative terms in the upper tail. */
    static double upperTail(double x) {
        if (x <= 0) {
            return 1;
        }
        return x < SWITCH ? 1 - lowerSeries(x) : upperSeries(x);
    }

    /** 2 * sum of (-1)^(k-1) exp(-2 k^2 x^2). */
    private static double upperSeries(double x) {
        double sum = 0;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term = Math.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
        }
        return Math.min(1, 2 * sum);
    }

    /** sqrt(2 pi) / x * sum of exp(-(2k - 1)^2 pi^2 / (8 x^2)). */
    private static double lowerSeries(double x) {
        double base = Math.PI * Math.PI / (8 * x * x);
        double sum = 0;
        for (int k = 1; k <= 9; k += 2) {
            sum += Math.exp(-base * k * k);
        }
        return Math.sqrt(2 * Math.PI) / x * sum;
    }
}
