package io.mlpipeline.drift.statistics;

/**
 * The two-sided two-sample Kolmogorov-Smirnov test: the statistic is the largest distance between the two empirical distribution
 * functions.
 *
 * <p>Up to {@value #EXACT_LIMIT} pairs of members the p-value is exact also when values are tied: the probability of a distance at
 * least as large when the pooled values are assigned to the samples at random. Beyond it is asymptotic, and with ties conservative.
 */
public final class KolmogorovSmirnovTest {
    /** The product of the sample sizes up to which p-values are exact. */
    public static final long EXACT_LIMIT = 250_000;

    private KolmogorovSmirnovTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference
     * @param current the current values
     * @return the distance (0 to 1) and its p-value; distance 0 and p-value 1 if either side is empty
     */
    public static TestResult test(Sample reference, Sample current) {
        long pairs = (long) reference.size() * current.size();
        if (pairs <= EXACT_LIMIT) {
            return exact(reference, current);
        }
        double distance = distance(reference, current);
        return new TestResult(distance, asymptotic(distance, reference.size(), current.size()));
    }

    private static double distance(Sample reference, Sample current) {
        int n = reference.size();
        int m = current.size();
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            double value = Math.min(reference.value(i), current.value(j));
            while (i < n && reference.value(i) == value) {
                i++;
            }
            while (j < m && current.value(j) == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / n - (double) j / m));
        }
        return largest;
    }

    /** The test with the exact p-value whatever the sizes. */
    static TestResult exact(Sample reference, Sample current) {
        PooledValues pooled = PooledValues.of(reference, current);
        if (pooled.isTrivial()) {
            return new TestResult(0, 1);
        }
        double distance = distance(pooled.first(), pooled.second(), pooled.n(), pooled.m());
        return new TestResult(distance, LatticePaths.probability(pooled.first(), pooled.second()));
    }

    /**
     * The test on counts of ordered values.
     *
     * @param reference how often each value occurs in the reference, values ascending
     * @param current how often the same values occur currently
     * @return the distance (0 to 1) and its p-value; distance 0 and p-value 1 if either side is empty
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static TestResult ofCounts(long[] reference, long[] current) {
        Counts.requirePair(reference, current);
        long n = Counts.sum(reference);
        long m = Counts.sum(current);
        if (n == 0 || m == 0) {
            return new TestResult(0, 1);
        }
        double distance = distance(reference, current, n, m);
        boolean exact = n <= EXACT_LIMIT / m;
        return new TestResult(
                distance, exact ? LatticePaths.probability(reference, current) : asymptotic(distance, n, m));
    }

    private static double distance(long[] reference, long[] current, long n, long m) {
        double largest = 0;
        long i = 0;
        long j = 0;
        for (int cell = 0; cell < reference.length; cell++) {
            i += reference[cell];
            j += current[cell];
            largest = Math.max(largest, Math.abs((double) i / n - (double) j / m));
        }
        return largest;
    }

    /**
     * The asymptotic p-value of a distance between large samples without ties; with ties the true one is smaller.
     *
     * @param distance the statistic, 0 to 1
     * @param reference the number of reference values, 1 or more
     * @param current the number of current values, 1 or more
     * @return the p-value
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static double asymptotic(double distance, long reference, long current) {
        if (!(distance >= 0 && distance <= 1) || reference < 1 || current < 1) {
            throw new IllegalArgumentException("A distance is 0 to 1 between samples of 1 or more, got " + distance
                    + " between " + reference + " and " + current);
        }
        return Kolmogorov.upperTail(
                distance * Math.sqrt((double) reference * current / ((double) reference + current)));
    }
}
