/** Probabilities that mean what they say: calibration of classifiers, as portable models. */
@NullMarked
package io.mlpipeline.models.core.calibration;

import org.jspecify.annotations.NullMarked;
