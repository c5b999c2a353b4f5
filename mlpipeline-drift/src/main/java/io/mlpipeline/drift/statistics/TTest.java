package io.mlpipeline.drift.statistics;

/**
 * Two-sided tests of whether two samples have the same mean.
 *
 * <p>Without any spread, different means give an infinite statistic and p-value 0, equal ones 0 and 1. So does a side with too few
 * values: 0 and 1.
 */
public final class TTest {
    private TTest() {}

    /**
     * Welch's test, which lets the variances differ.
     *
     * @param reference the reference; at least two values
     * @param current the current values; at least two
     * @return the statistic, positive when the reference has the larger mean, and its p-value
     */
    public static TestResult welch(Sample reference, Sample current) {
        double first = reference.variance() / reference.size();
        double second = current.variance() / current.size();
        double error = first + second;
        double share = first / error;
        double degrees =
                1 / (share * share / (reference.size() - 1.0) + (1 - share) * (1 - share) / (current.size() - 1.0));
        return judge(reference, current, error, degrees);
    }

    /**
     * Student's test, which takes the variances to be equal.
     *
     * @param reference the reference; at least two values
     * @param current the current values; at least two
     * @return the statistic, positive when the reference has the larger mean, and its p-value
     */
    public static TestResult student(Sample reference, Sample current) {
        double degrees = reference.size() + current.size() - 2.0;
        double pooled = (reference.variance() * (reference.size() - 1.0) + current.variance() * (current.size() - 1.0))
                / degrees;
        return judge(reference, current, pooled * (1.0 / reference.size() + 1.0 / current.size()), degrees);
    }

    private static TestResult judge(Sample reference, Sample current, double squaredError, double degrees) {
        double difference = reference.mean() - current.mean();
        if (Double.isNaN(squaredError) || difference == 0) {
            return new TestResult(0, 1);
        }
        if (squaredError == 0) {
            return new TestResult(Math.copySign(Double.POSITIVE_INFINITY, difference), 0);
        }
        double t = difference / Math.sqrt(squaredError);
        return new TestResult(t, Tails.studentTwoSided(t, degrees));
    }
}
