/** What code that Spark generates must see. */
@NullMarked
package io.mlpipeline.etl.spark.internal;

import org.jspecify.annotations.NullMarked;
