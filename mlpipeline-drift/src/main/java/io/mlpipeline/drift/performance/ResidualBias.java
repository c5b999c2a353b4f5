package io.mlpipeline.drift.performance;

import io.mlpipeline.drift.Severity;

/**
 * Whether predictions lie on one side of what comes true, other than they did on the reference.
 *
 * @param reference the mean of prediction minus label on the reference
 * @param current the same now
 * @param z the difference in its standard errors
 * @param severity warning beyond 3, critical beyond 6
 */
public record ResidualBias(double reference, double current, double z, Severity severity) {}
