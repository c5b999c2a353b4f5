/**
 * Feature pipelines: an engine-neutral definition, fitted by mergeable summaries and applied by one row kernel everywhere.
 *
 * <p>Spark, a one-machine run and a live service all call the same {@link io.mlpipeline.etl.features.Kernel}, so training and
 * serving cannot differ.
 */
@NullMarked
package io.mlpipeline.etl.features;

import org.jspecify.annotations.NullMarked;
