/** Forecasting one series: speed beside its peers, agreement with R, accuracy on the M3 competition. */
@NullMarked
package io.mlpipeline.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
