package io.mlpipeline.drift.statistics;

/**
 * Tests whether two groups have the same share of members with some property.
 *
 * <p>Groups that all have it, or all lack it, or are empty cannot differ: statistic 0, p-value 1.
 */
public final class ProportionTest {
    private ProportionTest() {}

    /**
     * The two-sided z test with a pooled variance.
     *
     * @param referenceHits the members of the reference with the property
     * @param reference the members of the reference
     * @param currentHits the current members with the property
     * @param current the current members
     * @return the statistic, positive when the reference has the larger share, and its p-value
     * @throws IllegalArgumentException if a count is negative or hits exceed their group
     */
    public static TestResult test(long referenceHits, long reference, long currentHits, long current) {
        requireGroup(referenceHits, reference);
        requireGroup(currentHits, current);
        double pooled = ((double) referenceHits + currentHits) / ((double) reference + current);
        if (reference == 0 || current == 0 || pooled == 0 || pooled == 1) {
            return new TestResult(0, 1);
        }
        double difference = (double) referenceHits / reference - (double) currentHits / current;
        double z = difference / Math.sqrt(pooled * (1 - pooled) * (1.0 / reference + 1.0 / current));
        return new TestResult(z, Tails.normalTwoSided(z));
    }

    static void requireGroup(long hits, long members) {
        if (hits < 0 || hits > members) {
            throw new IllegalArgumentException("Hits are 0 to the group's " + members + " members, got " + hits);
        }
    }
}
