/** Demand that is zero most of the time. */
@NullMarked
package io.mlpipeline.models.timeseries.intermittent;

import org.jspecify.annotations.NullMarked;
