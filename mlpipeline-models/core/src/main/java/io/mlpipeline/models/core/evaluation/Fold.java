package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.BitSet;

/** Which rows of a set train and which test, in one of several rounds. Immutable; holds two bits a row. */
public final class Fold {
    private final TrainingSet rows;
    private final BitSet train;
    private final BitSet test;

    Fold(TrainingSet rows, BitSet train, BitSet test) {
        this.rows = rows;
        this.train = train;
        this.test = test;
    }

    /**
     * Copies the rows of both parts.
     *
     * @return both parts, neither empty
     */
    public Parts parts() {
        return new Parts(rows.where(train::get), rows.where(test::get));
    }

    @Override
    public String toString() {
        return "Fold(" + train.cardinality() + " rows to train, " + test.cardinality() + " to test)";
    }
}
