/** Runs feature pipelines on one machine, without Spark, with the same row kernel a service uses. */
@NullMarked
package io.mlpipeline.etl.local;

import org.jspecify.annotations.NullMarked;
