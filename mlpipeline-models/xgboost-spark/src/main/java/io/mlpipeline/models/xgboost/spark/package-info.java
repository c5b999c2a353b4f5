/** Trains with XGBoost on the workers of Spark and exports trees that score without either. */
@NullMarked
package io.mlpipeline.models.xgboost.spark;

import org.jspecify.annotations.NullMarked;
