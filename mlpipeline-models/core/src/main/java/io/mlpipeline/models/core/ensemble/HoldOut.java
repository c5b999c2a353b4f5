package io.mlpipeline.models.core.ensemble;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A part of the rows that is predicted by models which learned from other rows.
 *
 * @param learned the numbers of the rows that the models learn from, at least one
 * @param predicted the numbers of the rows that they then predict, at least one and none of {@code learned}
 */
public record HoldOut(int[] learned, int[] predicted) {
    /** Copies the rows and refuses leakage: a row that is predicted by a model that has learned from it. */
    public HoldOut {
        if (learned.length == 0 || predicted.length == 0) {
            throw new IllegalArgumentException("A hold-out needs rows to learn from and rows to predict, got "
                    + learned.length + " and " + predicted.length);
        }
        BitSet seen = new BitSet();
        for (int row : learned) {
            seen.set(checked(row));
        }
        for (int row : predicted) {
            if (seen.get(checked(row))) {
                throw new IllegalArgumentException("Row " + row + " would be predicted by a model that has learned from"
                        + " it, and the meta model would trust memory for skill. Take it out of one of the two");
            }
        }
        learned = learned.clone();
        predicted = predicted.clone();
    }

    private static int checked(int row) {
        if (row < 0) {
            throw new IllegalArgumentException("The number of a row is 0 or more, got " + row);
        }
        return row;
    }

    /**
     * The rows that the models learn from.
     *
     * @return a copy
     */
    @Override
    public int[] learned() {
        return learned.clone();
    }

    /**
     * The rows that they predict.
     *
     * @return a copy
     */
    @Override
    public int[] predicted() {
        return predicted.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HoldOut that
                && Arrays.equals(learned, that.learned)
                && Arrays.equals(predicted, that.predicted);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(learned) + Arrays.hashCode(predicted);
    }

    @Override
    public String toString() {
        return "HoldOut(" + learned.length + " rows learned, " + predicted.length + " predicted)";
    }
}
