/** Forecasts the series of a Spark data set, each with the same code as in memory. */
@NullMarked
package io.mlpipeline.models.timeseries.spark;

import org.jspecify.annotations.NullMarked;
