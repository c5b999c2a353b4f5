package io.mlpipeline.drift.statistics;

/**
 * Fisher's exact two-sided test of whether two groups have the same share of members with some property: the probability, given all
 * totals, of every table that is at most as likely as the observed one.
 *
 * <p>Time and memory grow with the smallest of the four totals.
 */
public final class FisherExactTest {
    /** Tables this close in probability count as equally likely. */
    private static final double TIE = 1e-7;

    private FisherExactTest() {}

    /**
     * Runs the test.
     *
     * @param referenceHits the members of the reference with the property
     * @param reference the members of the reference
     * @param currentHits the current members with the property
     * @param current the current members
     * @return the odds ratio (infinite if only its denominator is zero, 1 if there is nothing to compare) and the p-value
     * @throws IllegalArgumentException if a count is negative or hits exceed their group
     */
    public static TestResult test(long referenceHits, long reference, long currentHits, long current) {
        ProportionTest.requireGroup(referenceHits, reference);
        ProportionTest.requireGroup(currentHits, current);
        long hits = Math.addExact(referenceHits, currentHits);
        long least = Math.max(0, hits - current);
        double[] weights = weights(least, Math.min(hits, reference), reference, hits, current);
        double limit = weights[Math.toIntExact(referenceHits - least)] * (1 + TIE);
        double asLikely = 0;
        double all = 0;
        for (double weight : weights) {
            all += weight;
            asLikely += weight <= limit ? weight : 0;
        }
        double odds = oddsRatio(referenceHits, reference, currentHits, current);
        return new TestResult(odds, Math.min(1, asLikely / all));
    }

    /** The hypergeometric probabilities of least to most hits in the reference, up to a common factor: 1 at the mode. */
    private static double[] weights(long least, long most, long reference, long hits, long current) {
        double[] weights = new double[Math.toIntExact(most - least + 1)];
        long likeliest = (long) ((hits + 1.0) * (reference + 1.0) / (reference + current + 2.0));
        int mode = Math.toIntExact(Math.max(least, Math.min(most, likeliest)) - least);
        weights[mode] = 1;
        for (int i = mode; i + 1 < weights.length; i++) {
            weights[i + 1] = weights[i] * ratio(least + i, reference, hits, current);
        }
        for (int i = mode; i > 0; i--) {
            weights[i - 1] = weights[i] / ratio(least + i - 1, reference, hits, current);
        }
        return weights;
    }

    /** How much likelier one hit more than the given number is. */
    private static double ratio(long referenceHits, long reference, long hits, long current) {
        double k = referenceHits;
        return (hits - k) * (reference - k) / ((k + 1) * (current - hits + k + 1));
    }

    private static double oddsRatio(long referenceHits, long reference, long currentHits, long current) {
        double numerator = (double) referenceHits * (current - currentHits);
        double denominator = (double) (reference - referenceHits) * currentHits;
        if (denominator > 0) {
            return numerator / denominator;
        }
        return numerator > 0 ? Double.POSITIVE_INFINITY : 1;
    }
}
