/** Splitting a series into trend, season and remainder. */
@NullMarked
package io.mlpipeline.models.timeseries.decomposition;

import org.jspecify.annotations.NullMarked;
