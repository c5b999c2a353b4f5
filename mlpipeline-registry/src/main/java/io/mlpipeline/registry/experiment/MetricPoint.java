package io.mlpipeline.registry.experiment;

import java.util.Objects;

/**
 * A value of a metric at one step of a run, such as an epoch.
 *
 * @param name the metric's name
 * @param step the step, 0 or more
 * @param value the value; {@code NaN} where it is undefined
 */
public record MetricPoint(String name, long step, double value) {
    /** Checks the step. */
    public MetricPoint {
        Objects.requireNonNull(name, "name");
        if (step < 0) {
            throw new IllegalArgumentException("Steps of '" + name + "' count from 0, got " + step);
        }
    }
}
