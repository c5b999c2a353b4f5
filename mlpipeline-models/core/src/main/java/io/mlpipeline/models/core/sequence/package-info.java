/** Forecasts of several steps from a window of the past: the shape of the data, and a recurrent network in pure Java. */
@NullMarked
package io.mlpipeline.models.core.sequence;

import org.jspecify.annotations.NullMarked;
