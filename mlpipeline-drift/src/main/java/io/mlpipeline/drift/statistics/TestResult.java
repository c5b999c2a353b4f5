package io.mlpipeline.drift.statistics;

/**
 * The outcome of a statistical test.
 *
 * @param statistic what the test measures; may be infinite, never {@code NaN}
 * @param pValue the probability, if nothing has changed, of a statistic at least as extreme; 0 to 1
 */
public record TestResult(double statistic, double pValue) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if either is {@code NaN} or the p-value is out of range
     */
    public TestResult {
        if (Double.isNaN(statistic) || !(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException(
                    "A test result needs a statistic and a p-value from 0 to 1, got " + statistic + " and " + pValue);
        }
    }
}
