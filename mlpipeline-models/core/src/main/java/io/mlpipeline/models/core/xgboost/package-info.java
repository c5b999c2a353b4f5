/** Reads the model files that XGBoost writes, in whatever language it ran, without XGBoost. */
@NullMarked
package io.mlpipeline.models.core.xgboost;

import org.jspecify.annotations.NullMarked;
