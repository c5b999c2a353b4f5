package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.model.TrainingSet;

/** Feature vectors, which mean the same to two contenders only if both computed them in the same way. */
final class VectorHoldOut implements HoldOut {
    private final TrainingSet rows;

    VectorHoldOut(TrainingSet rows) {
        if (rows.size() == 0) {
            throw new IllegalArgumentException("A hold-out needs at least one row, got none: " + rows);
        }
        this.rows = rows;
    }

    @Override
    public TrainingSet of(Contender contender) {
        return rows;
    }

    @Override
    public String obstacle(Contender candidate, Contender incumbent) {
        return candidate.features().toJson().equals(incumbent.features().toJson())
                ? ""
                : "the features of " + incumbent.version().label()
                        + " were fitted differently, so the vectors of this hold-out"
                        + " would mislead it; give the hold-out as rows: beatIncumbentOn(rows, from)";
    }
}
