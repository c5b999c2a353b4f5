package io.mlpipeline.models.core.evaluation;

/**
 * A metric with how far chance may have moved it.
 *
 * @param score its value on all rows
 * @param low the lower end
 * @param high the upper end
 * @param level the share of repetitions that lie between both
 */
public record ScoreInterval(Score score, double low, double high, double level) {}
