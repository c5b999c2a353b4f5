/** How good a model is: splits, metrics on a hold-out with their intervals, cross-validation, and candidates side by side. */
@NullMarked
package io.mlpipeline.models.core.evaluation;

import org.jspecify.annotations.NullMarked;
