package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.util.BitSet;

/**
 * Splits rows at random. Immutable and safe for use by many threads; the same seed splits the same rows alike.
 *
 * <p>Where rows of one customer or series resemble each other, split {@linkplain #grouped() by groups}; where the future is to be
 * predicted, by {@link TimeSplit}: otherwise the test is easier than the task.
 */
public final class RandomSplit {
    private final double share;
    private final long seed;
    private final Assignment assignment;

    private RandomSplit(double share, long seed, Assignment assignment) {
        this.share = share;
        this.seed = seed;
        this.assignment = assignment;
    }

    /**
     * Splits row by row, with seed 0.
     *
     * @param share the share of the rows that test, above 0 and below 1
     * @return the split
     */
    public static RandomSplit testShare(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("The share of the test lies between 0 and 1, got " + share);
        }
        return new RandomSplit(share, 0, Assignment.ROWS);
    }

    /**
     * This split with another seed.
     *
     * @param seed where the random numbers start
     * @return a new split
     */
    public RandomSplit seed(long seed) {
        return new RandomSplit(share, seed, assignment);
    }

    /**
     * This split with the same share of each label in both parts, as near as whole rows allow.
     *
     * @return a new split
     */
    public RandomSplit stratified() {
        return new RandomSplit(share, seed, Assignment.STRATIFIED);
    }

    /**
     * This split with all rows of a {@linkplain TrainingSet#key(int) key} in one part.
     *
     * @return a new split
     */
    public RandomSplit grouped() {
        return new RandomSplit(share, seed, Assignment.GROUPED);
    }

    /**
     * Splits a set.
     *
     * @param rows two rows or more
     * @return both parts
     * @throws InvalidDataException if a part would be empty
     */
    public Parts of(TrainingSet rows) {
        int[] order = assignment.order(rows, seed);
        BitSet test = new BitSet(rows.size());
        int wanted = (int) Math.round(share * rows.size());
        for (int i = 0; i < rows.size(); i++) {
            // The order takes whole groups in turn, and strata evenly.
            boolean more = i < wanted || (assignment == Assignment.GROUPED && continuesGroup(rows, order, i, test));
            if (more) {
                test.set(order[i]);
            }
        }
        if (test.isEmpty() || test.cardinality() == rows.size()) {
            throw new InvalidDataException("A test of " + share + " of " + rows + " leaves " + test.cardinality()
                    + " rows to test and " + (rows.size() - test.cardinality()) + " to train"
                    + (assignment == Assignment.GROUPED ? ". Maybe there are too few keys" : ""));
        }
        return new Parts(rows.where(row -> !test.get(row)), rows.where(test::get));
    }

    private static boolean continuesGroup(TrainingSet rows, int[] order, int at, BitSet test) {
        return at > 0 && test.get(order[at - 1]) && rows.key(order[at]).equals(rows.key(order[at - 1]));
    }

    @Override
    public String toString() {
        return "RandomSplit(test " + share + ", seed " + seed + ", " + assignment + ")";
    }
}
