package io.mlpipeline.drift.statistics;

/**
 * Pearson's test of whether two rows of counts come from the same distribution over their cells.
 *
 * <p>Both rows are treated as samples: a category that only one of them has is ordinary evidence, not a division by zero. Cells that
 * are empty in both rows are left out. If fewer than two cells remain, or a row is empty, nothing can differ: statistic 0, p-value 1.
 */
public final class ChiSquareTest {
    private ChiSquareTest() {}

    /**
     * The textbook test: the p-value is the tail of a chi-square distribution, which holds when the expected counts are about 5 or
     * more.
     *
     * @param reference the reference's count in each cell
     * @param current the current count in each cell
     * @return the statistic and its p-value
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static TestResult test(long[] reference, long[] current) {
        TwoRows rows = TwoRows.of(reference, current);
        if (rows.isTrivial()) {
            return new TestResult(0, 1);
        }
        double statistic = rows.pearson();
        return new TestResult(statistic, Tails.chiSquare(statistic, rows.cells() - 1.0));
    }

    /**
     * The test for rows of any size: the p-value is the tail of a gamma distribution with the statistic's exact mean and variance
     * under random assignment of the rows' members.
     *
     * <p>With large counts this is the textbook test. With many rare categories, where that raises far too many or too few alarms,
     * this one stays close to its level. Moments: T. Lewis, I. Saunders, M. Westcott, The moments of the Pearson chi-squared
     * statistic and the minimum expected value in two-way tables, Biometrika 71, 1984.
     *
     * @param reference the reference's count in each cell
     * @param current the current count in each cell
     * @return the statistic and its p-value
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static TestResult calibrated(long[] reference, long[] current) {
        TwoRows rows = TwoRows.of(reference, current);
        if (rows.isTrivial() || rows.total() < 4) {
            return new TestResult(rows.isTrivial() ? 0 : rows.pearson(), 1);
        }
        double statistic = rows.pearson();
        double mean = rows.pearsonMean();
        double variance = rows.pearsonVariance();
        // When every cell holds one member the statistic cannot vary.
        if (variance <= 1e-9 * mean) {
            return new TestResult(statistic, 1);
        }
        return new TestResult(statistic, Tails.gamma(statistic * mean / variance, mean * mean / variance));
    }
}
