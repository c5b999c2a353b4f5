/**
 * Classical forecasting: what a series, a forecaster and a forecast are.
 *
 * <p>A {@link io.mlpipeline.models.timeseries.Forecaster} learns one {@link io.mlpipeline.models.timeseries.TimeSeries} and
 * gives a {@link io.mlpipeline.models.timeseries.FittedForecaster}, which gives a
 * {@link io.mlpipeline.models.timeseries.Forecast}. All of them are immutable and thread-safe, draw no random numbers and
 * start no thread. The methods live in the packages below this one.
 */
@NullMarked
package io.mlpipeline.models.timeseries;

import org.jspecify.annotations.NullMarked;
