/** Trains with Spark MLlib and exports models that score without it. */
@NullMarked
package io.mlpipeline.models.spark;

import org.jspecify.annotations.NullMarked;
