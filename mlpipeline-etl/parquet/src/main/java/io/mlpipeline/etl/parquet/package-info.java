/** Apache Parquet: a {@linkplain io.mlpipeline.etl.parquet.ParquetFormat format} to write frames in, and a reader of sources. */
@NullMarked
package io.mlpipeline.etl.parquet;

import org.jspecify.annotations.NullMarked;
