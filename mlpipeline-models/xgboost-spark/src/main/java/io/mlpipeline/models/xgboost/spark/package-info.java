/**
 * Trains with XGBoost on the workers of Spark and exports trees that score without either.
 *
 * <p><b>Experimental.</b> If a worker is lost while workers meet, Spark repeats the stage, and the repeated workers were seen to wait
 * for each other without end. Run a training under a job group that the host cancels after a time limit.
 */
@NullMarked
package io.mlpipeline.models.xgboost.spark;

import org.jspecify.annotations.NullMarked;
