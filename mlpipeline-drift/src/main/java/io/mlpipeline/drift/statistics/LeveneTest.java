package io.mlpipeline.drift.statistics;

/**
 * The test of whether two samples have the same spread: an analysis of variance of the distances from each sample's median (M. B.
 * Brown and A. B. Forsythe, Robust tests for the equality of variances, 1974).
 */
public final class LeveneTest {
    private LeveneTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference
     * @param current the current values
     * @return the statistic and its p-value; 0 and 1 if a side is empty, there are fewer than three values, or neither side varies
     */
    public static TestResult test(Sample reference, Sample current) {
        if (reference.size() == 0 || current.size() == 0 || reference.size() + current.size() < 3) {
            return new TestResult(0, 1);
        }
        Sample first = distances(reference);
        Sample second = distances(current);
        double n = first.size();
        double m = second.size();
        double difference = first.mean() - second.mean();
        double between = n * m / (n + m) * difference * difference;
        double within = n * first.populationVariance() + m * second.populationVariance();
        if (between == 0) {
            return new TestResult(0, 1);
        }
        if (within == 0) {
            return new TestResult(Double.POSITIVE_INFINITY, 0);
        }
        double statistic = (n + m - 2) * between / within;
        return new TestResult(statistic, Tails.fisherF(statistic, 1, n + m - 2));
    }

    private static Sample distances(Sample sample) {
        double median = sample.quantile(0.5);
        double[] distances = new double[sample.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(sample.value(i) - median);
        }
        return Sample.of(distances);
    }
}
