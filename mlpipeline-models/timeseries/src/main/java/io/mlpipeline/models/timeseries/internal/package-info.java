/** Numerical tools of the forecasting packages; no part of the API. */
@NullMarked
package io.mlpipeline.models.timeseries.internal;

import org.jspecify.annotations.NullMarked;
