package io.mlpipeline.api.model;

/** What a model's outputs mean. */
public enum ModelTask {
    /** One output: the predicted value in the target's unit. */
    REGRESSION,
    /** One output: the probability of the positive class, 0 to 1. */
    BINARY,
    /** One output a class: its probability; they sum to 1. */
    MULTICLASS
}
