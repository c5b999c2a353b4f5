package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.model.TrainingSet;

/** Rows that no contender was trained on, in the form that each contender's model takes. */
interface HoldOut {
    /**
     * The rows for one contender.
     *
     * @throws io.mlpipeline.api.error.InvalidDataException if they cannot be had in its form
     */
    TrainingSet of(Contender contender);

    /** Why two contenders cannot be compared on these rows; empty if they can. */
    String obstacle(Contender candidate, Contender incumbent);
}
