/** Turns transactions into regular series. */
@NullMarked
package io.mlpipeline.etl.features.series;

import org.jspecify.annotations.NullMarked;
