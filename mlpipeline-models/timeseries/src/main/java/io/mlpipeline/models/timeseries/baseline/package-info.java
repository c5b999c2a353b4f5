/** The forecasts that every other method has to beat, and that it falls back to. */
@NullMarked
package io.mlpipeline.models.timeseries.baseline;

import org.jspecify.annotations.NullMarked;
