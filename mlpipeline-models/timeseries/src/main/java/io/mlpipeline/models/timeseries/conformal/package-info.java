/** Intervals that hold for any forecaster, from the errors that it made on the known past. */
@NullMarked
package io.mlpipeline.models.timeseries.conformal;

import org.jspecify.annotations.NullMarked;
