/** Trains with XGBoost and exports trees that score without it. */
@NullMarked
package io.mlpipeline.models.xgboost;

import org.jspecify.annotations.NullMarked;
