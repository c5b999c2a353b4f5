package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;

/**
 * Both parts of a split.
 *
 * @param train the rows to learn from
 * @param test the rows to judge by
 */
public record Parts(TrainingSet train, TrainingSet test) {}
