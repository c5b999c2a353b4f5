package io.mlpipeline.drift.anomaly;

/**
 * How far a value of a stream lies from those before it.
 *
 * @param score the distance from their median in their median absolute deviations, scaled to standard deviations of normal values; signed
 * @param anomaly whether it is beyond the limit
 */
public record RobustZ(double score, boolean anomaly) {}
