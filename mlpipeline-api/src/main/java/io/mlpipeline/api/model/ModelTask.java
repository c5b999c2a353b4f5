package io.mlpipeline.api.model;

/** What a model's outputs mean. */
public enum ModelTask {
    /** One output: the predicted value in the target's unit. */
    REGRESSION,
    /** One output: the probability of the positive class, which is the second of {@link Model#classes()}, 0 to 1. */
    BINARY,
    /** One output a class, in the order of {@link Model#classes()}: its probability; they sum to 1. */
    MULTICLASS
}
