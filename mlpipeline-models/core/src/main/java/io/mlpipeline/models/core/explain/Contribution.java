package io.mlpipeline.models.core.explain;

/**
 * How much one feature moved a prediction away from the average.
 *
 * @param feature the feature's name
 * @param value what it added, on the scale of the model's margin; negative where it lowered the prediction
 */
public record Contribution(String feature, double value) {}
