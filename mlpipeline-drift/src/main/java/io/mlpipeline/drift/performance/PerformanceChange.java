package io.mlpipeline.drift.performance;

import io.mlpipeline.drift.Severity;

/**
 * How a metric has moved.
 *
 * @param metric the metric
 * @param reference its value on the reference; {@code 0} if there is nothing to compare
 * @param current its value now; {@code 0} if there is nothing to compare
 * @param relativeChange the growth as a share of the reference: 0.05 is 5 % worse, negative is better; infinite from a reference without errors
 * @param pValue the probability of so large a difference of the losses if nothing had changed, two-sided
 * @param severity {@link Severity#INFO} if worse but below the limits, or not judged for too few rows
 * @param words the change as a sentence
 */
public record PerformanceChange(
        PerformanceMetric metric,
        double reference,
        double current,
        double relativeChange,
        double pValue,
        Severity severity,
        String words) {}
