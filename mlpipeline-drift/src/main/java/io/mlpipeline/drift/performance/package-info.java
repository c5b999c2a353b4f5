/**
 * How good a model's predictions are now: with labels, once they have come, by
 * {@link io.mlpipeline.drift.performance.PerformanceTest}; without, by estimates that hold while the model stays calibrated.
 */
@NullMarked
package io.mlpipeline.drift.performance;

import org.jspecify.annotations.NullMarked;
