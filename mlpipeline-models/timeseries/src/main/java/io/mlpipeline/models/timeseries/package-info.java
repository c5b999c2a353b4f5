/** Classical forecasting: fit, forecast with intervals, backtest. */
@NullMarked
package io.mlpipeline.models.timeseries;

import org.jspecify.annotations.NullMarked;
