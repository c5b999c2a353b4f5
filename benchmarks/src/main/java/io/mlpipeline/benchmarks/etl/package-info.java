/** From a dirty CSV file to a training table in Parquet, beside DuckDB, pandas and hand-tuned Spark SQL. */
@NullMarked
package io.mlpipeline.benchmarks.etl;

import org.jspecify.annotations.NullMarked;
