/**
 * Judges whether data has drifted from what a model was trained on.
 *
 * <p>{@link io.mlpipeline.drift.DriftMonitor} compares the profile of current rows with the training profile and answers with a
 * {@link io.mlpipeline.drift.DriftReport}: a verdict for every column and one for the data set, each with its figures and a
 * sentence. {@link io.mlpipeline.drift.DriftTest} judges a single column.
 */
@NullMarked
package io.mlpipeline.drift;

import org.jspecify.annotations.NullMarked;
