package io.mlpipeline.api.model;

import java.util.OptionalDouble;

/**
 * How far an iterative learner has come.
 *
 * @param done how many rounds are done, 1 or more
 * @param most how many rounds there will be at most
 * @param validationError the learner's own error on the rows that it keeps aside to stop early, lower is better; empty without such
 *     rows
 */
public record TrainingProgress(int done, int most, OptionalDouble validationError) {}
