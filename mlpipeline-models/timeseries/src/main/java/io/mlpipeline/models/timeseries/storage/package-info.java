/** Fitted forecasters as text, to be stored and opened anywhere. */
@NullMarked
package io.mlpipeline.models.timeseries.storage;

import org.jspecify.annotations.NullMarked;
