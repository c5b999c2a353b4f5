/**
 * Values that do not belong: outliers of a batch, and anomalies of a stream as they happen.
 *
 * <p>An {@link io.mlpipeline.drift.anomaly.OutlierRule} judges the values of one batch, also those of a series with a rhythm;
 * {@link io.mlpipeline.drift.anomaly.IsolationForest} and {@link io.mlpipeline.drift.anomaly.MahalanobisDistance} judge whole rows;
 * {@link io.mlpipeline.drift.anomaly.StreamAnomalyDetector} and {@link io.mlpipeline.drift.anomaly.RobustZDetector} take a stream, value
 * by value and with bounded memory.
 */
@NullMarked
package io.mlpipeline.drift.anomaly;

import org.jspecify.annotations.NullMarked;
