/** Intervals that hold the truth as often as they say, for any regressor: conformal prediction, as portable models. */
@NullMarked
package io.mlpipeline.models.core.conformal;

import org.jspecify.annotations.NullMarked;
