/** Exponential smoothing by its state space models, and the Theta method. */
@NullMarked
package io.mlpipeline.models.timeseries.smoothing;

import org.jspecify.annotations.NullMarked;
