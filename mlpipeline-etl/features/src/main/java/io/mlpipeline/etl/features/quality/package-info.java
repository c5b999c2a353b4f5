/** Expectations on rows, what becomes of the rows that break them, and the account of it. */
@NullMarked
package io.mlpipeline.etl.features.quality;

import org.jspecify.annotations.NullMarked;
