/** Power transformations that steady the variance of a series, and forecasting on their scale. */
@NullMarked
package io.mlpipeline.models.timeseries.transform;

import org.jspecify.annotations.NullMarked;
