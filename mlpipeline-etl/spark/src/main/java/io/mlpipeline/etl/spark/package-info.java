/** Runs feature pipelines on Spark with the same row kernel a service uses. */
@NullMarked
package io.mlpipeline.etl.spark;

import org.jspecify.annotations.NullMarked;
