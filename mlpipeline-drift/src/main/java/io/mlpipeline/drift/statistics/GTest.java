package io.mlpipeline.drift.statistics;

/**
 * The likelihood-ratio test of whether two rows of counts come from the same distribution over their cells.
 *
 * <p>Like {@link ChiSquareTest#test} it holds when expected counts are about 5 or more; it weighs cells that one row lacks more.
 */
public final class GTest {
    private GTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference's count in each cell
     * @param current the current count in each cell
     * @return the statistic and its p-value; 0 and 1 if a row is empty or fewer than two cells are occupied
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static TestResult test(long[] reference, long[] current) {
        TwoRows rows = TwoRows.of(reference, current);
        if (rows.isTrivial()) {
            return new TestResult(0, 1);
        }
        double statistic = Math.max(0, rows.likelihoodRatio());
        return new TestResult(statistic, Tails.chiSquare(statistic, rows.cells() - 1.0));
    }
}
