package io.mlpipeline.api.model;

/**
 * How well a model fits rows that it was trained on. It says whether training worked, not how good the model is: for that it is judged
 * on rows that it has not seen.
 *
 * @param name the metric's name, such as {@code rmse}
 * @param value its value, finite
 * @param rows how many of the training rows were judged
 */
public record TrainingMetric(String name, double value, long rows) {}
