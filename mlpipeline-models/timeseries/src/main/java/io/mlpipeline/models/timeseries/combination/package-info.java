/** Several forecasters as one. */
@NullMarked
package io.mlpipeline.models.timeseries.combination;

import org.jspecify.annotations.NullMarked;
