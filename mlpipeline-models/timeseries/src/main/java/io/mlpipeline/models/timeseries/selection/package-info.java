/** The choice among forecasters, for each series by itself. */
@NullMarked
package io.mlpipeline.models.timeseries.selection;

import org.jspecify.annotations.NullMarked;
