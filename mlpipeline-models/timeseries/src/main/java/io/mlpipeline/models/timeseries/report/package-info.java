/** Forecasts, decompositions, residuals and backtests on one page of HTML that needs nothing else. */
@NullMarked
package io.mlpipeline.models.timeseries.report;

import org.jspecify.annotations.NullMarked;
