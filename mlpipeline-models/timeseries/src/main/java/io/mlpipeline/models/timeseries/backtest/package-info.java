/**
 * How well forecasters would have done: rolling origins, measures by step and series, and a comparison with its significance.
 *
 * <p>A {@link io.mlpipeline.models.timeseries.backtest.Backtest} cuts every series at its origins and hands a forecaster nothing but
 * what lies before.
 */
@NullMarked
package io.mlpipeline.models.timeseries.backtest;

import org.jspecify.annotations.NullMarked;
