package io.mlpipeline.drift.statistics;

import java.util.HashMap;
import java.util.Map;

/**
 * The two-sample Cramer-von Mises test: the squared distance between the empirical distribution functions, summed over all values.
 *
 * <p>With at most {@value #EXACT_LIMIT} values a side the p-value is exact, ties included (Y. Xiao, A. Gordon, A. Yakovlev, A C++
 * program for the Cramer-von Mises two-sample test, 2007). Beyond, the statistic is standardised to the mean and variance of its
 * limit (T. W. Anderson, 1962), both corrected for ties.
 */
public final class CramerVonMisesTest {
    /** The number of values a side up to which p-values are exact. */
    public static final int EXACT_LIMIT = 20;

    private CramerVonMisesTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference
     * @param current the current values
     * @return the statistic and its p-value; 0 and 1 if a side is empty or all values are equal
     */
    public static TestResult test(Sample reference, Sample current) {
        boolean small = Math.max(reference.size(), current.size()) <= EXACT_LIMIT;
        return small ? exact(reference, current) : asymptotic(reference, current);
    }

    /** The test with the exact p-value; its cost grows with the fourth power of the sizes. */
    static TestResult exact(Sample reference, Sample current) {
        PooledValues pooled = PooledValues.of(reference, current);
        if (pooled.isTrivial()) {
            return new TestResult(0, 1);
        }
        return new TestResult(statistic(pooled), new Paths(pooled).probability());
    }

    /** The test with the p-value of the limit. */
    static TestResult asymptotic(Sample reference, Sample current) {
        PooledValues pooled = PooledValues.of(reference, current);
        if (pooled.isTrivial()) {
            return new TestResult(0, 1);
        }
        double statistic = statistic(pooled);
        double variance = variance(pooled);
        // With one value on each side the statistic cannot vary.
        if (variance <= 0) {
            return new TestResult(statistic, 1);
        }
        double deviations = (statistic - mean(pooled)) / Math.sqrt(45 * variance);
        return new TestResult(statistic, CramerVonMises.upperTail(1.0 / 6 + deviations));
    }

    private static double statistic(PooledValues pooled) {
        double n = pooled.n();
        double m = pooled.m();
        double sum = 0;
        long i = 0;
        long j = 0;
        for (int group = 0; group < pooled.size(); group++) {
            i += pooled.first(group);
            j += pooled.second(group);
            double distance = i / n - j / m;
            sum += pooled.both(group) * distance * distance;
        }
        return sum * n * m / ((n + m) * (n + m));
    }

    private static double mean(PooledValues pooled) {
        double all = pooled.n() + pooled.m();
        double sum = 0;
        double before = 0;
        for (int group = 0; group < pooled.size(); group++) {
            before += pooled.both(group);
            sum += pooled.both(group) * before * (all - before);
        }
        return sum / (all * all * (all - 1));
    }

    private static double variance(PooledValues pooled) {
        double n = pooled.n();
        double m = pooled.m();
        double all = n + m;
        double untied = (all + 1) * (4 * n * m * all - 3 * (n * n + m * m) - 2 * n * m) / (45 * all * all * 4 * n * m);
        return pooled.hasTies() ? untied * limitingVariance(pooled) / limitingVarianceWithoutTies(all) : untied;
    }

    /** Half the variance of the weighted sum of squares of a Brownian bridge at the ends of the groups. */
    private static double limitingVariance(PooledValues pooled) {
        double all = pooled.n() + pooled.m();
        double sum = 0;
        double before = 0;
        double weightedSquares = 0;
        for (int group = 0; group < pooled.size(); group++) {
            double weight = pooled.both(group) / all;
            before += weight;
            double after = (1 - before) * (1 - before);
            sum += weight * after * (2 * weightedSquares + weight * before * before);
            weightedSquares += weight * before * before;
        }
        return sum;
    }

    private static double limitingVarianceWithoutTies(double all) {
        double sum = 0;
        double weightedSquares = 0;
        for (int i = 1; i <= all; i++) {
            double t = i / all;
            double after = (1 - t) * (1 - t) / all;
            double square = t * t / all;
            sum += after * (2 * weightedSquares + square);
            weightedSquares += square;
        }
        return sum;
    }

    /** All ways to deal the pooled values to the samples, with the statistic as a whole number. */
    private static final class Paths {
        private final PooledValues pooled;
        private final long[] groupSizes;

        Paths(PooledValues pooled) {
            this.pooled = pooled;
            this.groupSizes = new long[pooled.n() + pooled.m() + 1];
            int end = 0;
            for (int group = 0; group < pooled.size(); group++) {
                end += (int) pooled.both(group);
                groupSizes[end] = pooled.both(group);
            }
        }

        double probability() {
            long observed = observed();
            double sum = 0;
            for (Map.Entry<Long, Double> each : distribution().entrySet()) {
                sum += each.getKey() >= observed ? each.getValue() : 0;
            }
            return Math.min(1, sum);
        }

        private long observed() {
            long sum = 0;
            int i = 0;
            int j = 0;
            for (int group = 0; group < pooled.size(); group++) {
                i += (int) pooled.first(group);
                j += (int) pooled.second(group);
                sum += term(i, j);
            }
            return sum;
        }

        /** What a path adds to the statistic at a grid point; 0 within a group of ties. */
        private long term(int i, int j) {
            long distance = (long) i * pooled.m() - (long) j * pooled.n();
            return groupSizes[i + j] * distance * distance;
        }

        private Map<Long, Double> distribution() {
            Map<Integer, Map<Long, Double>> column = new HashMap<>();
            for (int i = 0; i <= pooled.n(); i++) {
                for (int j = 0; j <= pooled.m(); j++) {
                    Map<Long, Double> here = new HashMap<>();
                    if (i + j == 0) {
                        here.put(0L, 1.0);
                    }
                    if (i > 0) {
                        addShifted(here, column.getOrDefault(j, Map.of()), (double) i / (i + j), term(i, j));
                    }
                    if (j > 0) {
                        addShifted(here, column.getOrDefault(j - 1, Map.of()), (double) j / (i + j), term(i, j));
                    }
                    column.put(j, here);
                }
            }
            return column.getOrDefault(pooled.m(), Map.of());
        }

        private static void addShifted(Map<Long, Double> to, Map<Long, Double> from, double weight, long term) {
            from.forEach((value, share) -> to.merge(value + term, weight * share, Double::sum));
        }
    }
}
