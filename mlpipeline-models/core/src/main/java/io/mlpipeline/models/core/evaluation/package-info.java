/** How good a model is: splits by time, metrics on a hold-out, and candidates side by side. */
@NullMarked
package io.mlpipeline.models.core.evaluation;

import org.jspecify.annotations.NullMarked;
