package io.mlpipeline.drift.statistics;

/** Checks of two rows of counts over the same cells. */
final class Counts {
    private Counts() {}

    /** The sum of a row after checking both. */
    static void requirePair(long[] reference, long[] current) {
        if (reference.length != current.length) {
            throw new IllegalArgumentException("Both rows need the same cells, got " + reference.length
                    + " reference and " + current.length + " current counts");
        }
        requireCounts(reference);
        requireCounts(current);
    }

    private static void requireCounts(long[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("Counts are 0 or more, got " + counts[i] + " in cell " + i);
            }
        }
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum = Math.addExact(sum, count);
        }
        return sum;
    }
}
