package io.mlpipeline.drift.statistics;

/**
 * The two-sided Mann-Whitney test of whether one side tends to larger values.
 *
 * <p>Without ties and up to {@value #EXACT_LIMIT} pairs the p-value is exact; else it is that of a normal distribution with the
 * variance corrected for ties and the statistic for continuity.
 */
public final class MannWhitneyTest {
    /** The product of the sample sizes up to which p-values without ties are exact. */
    public static final int EXACT_LIMIT = 1000;

    private MannWhitneyTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference
     * @param current the current values
     * @return the number of pairs in which the reference has the larger value, ties counted half, and the p-value; p-value 1 if a side
     *     is empty or all values are equal
     */
    public static TestResult test(Sample reference, Sample current) {
        PooledValues pooled = PooledValues.of(reference, current);
        boolean small = (long) pooled.n() * pooled.m() <= EXACT_LIMIT;
        double pairs = pairs(pooled);
        if (pooled.isTrivial()) {
            return new TestResult(pairs, 1);
        }
        return new TestResult(pairs, small && !pooled.hasTies() ? exact(pooled, pairs) : normal(pooled, pairs));
    }

    /** The test with the p-value of the normal distribution whatever the sizes. */
    static TestResult asymptotic(Sample reference, Sample current) {
        PooledValues pooled = PooledValues.of(reference, current);
        double pairs = pairs(pooled);
        return new TestResult(pairs, pooled.isTrivial() ? 1 : normal(pooled, pairs));
    }

    private static double pairs(PooledValues pooled) {
        double sum = 0;
        double before = 0;
        for (int group = 0; group < pooled.size(); group++) {
            sum += pooled.first(group) * (before + pooled.second(group) / 2.0);
            before += pooled.second(group);
        }
        return sum;
    }

    private static double normal(PooledValues pooled, double pairs) {
        double n = pooled.n();
        double m = pooled.m();
        double all = n + m;
        double ties = 0;
        for (int group = 0; group < pooled.size(); group++) {
            double size = pooled.both(group);
            ties += size * (size * size - 1);
        }
        double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        double beyond = Math.max(0, Math.abs(pairs - n * m / 2) - 0.5);
        return Tails.normalTwoSided(beyond / Math.sqrt(variance));
    }

    /** The share of all arrangements at least as far from the middle: counted by which sample holds the largest value. */
    private static double exact(PooledValues pooled, double pairs) {
        int n = pooled.n();
        int m = pooled.m();
        double[][] shares = new double[m + 1][];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                double[] here = new double[i * j + 1];
                if (i == 0 || j == 0) {
                    here[0] = 1;
                } else {
                    add(here, shares[j], j, (double) i / (i + j));
                    add(here, shares[j - 1], 0, (double) j / (i + j));
                }
                shares[j] = here;
            }
        }
        return tails(shares[m], (int) Math.min(pairs, (double) n * m - pairs));
    }

    private static void add(double[] to, double[] from, int shift, double weight) {
        for (int i = 0; i < from.length; i++) {
            to[i + shift] += weight * from[i];
        }
    }

    private static double tails(double[] symmetric, int upTo) {
        double sum = 0;
        for (int i = 0; i <= upTo; i++) {
            sum += symmetric[i];
        }
        return Math.min(1, 2 * sum);
    }
}
