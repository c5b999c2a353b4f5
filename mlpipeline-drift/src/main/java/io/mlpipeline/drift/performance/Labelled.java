package io.mlpipeline.drift.performance;

import java.time.Instant;

/**
 * A prediction and what came true.
 *
 * @param id the prediction's id
 * @param predicted the prediction: a number, or the probability of a binary model's second class
 * @param actual the label: a number, or 0 and 1
 * @param predictedAt when it was predicted
 */
public record Labelled(String id, double predicted, double actual, Instant predictedAt) {}
