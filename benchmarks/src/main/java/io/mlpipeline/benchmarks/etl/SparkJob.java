package io.mlpipeline.benchmarks.etl;

import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.spark.CleaningResult;
import io.mlpipeline.etl.spark.EtlResult;
import io.mlpipeline.etl.spark.FileFormat;
import io.mlpipeline.etl.spark.SparkEtl;
import io.mlpipeline.etl.spark.SparkTable;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** The retail job on the Spark engine. */
final class SparkJob implements EtlJob {
    private final SparkSession spark;

    SparkJob(SparkSession spark) {
        this.spark = spark;
    }

    @Override
    public void run(Path input, Path output) {
        SparkEtl etl = SparkEtl.on(spark);
        try (EtlResult read = etl.read(RetailFeatures.lines(input), RetailFeatures.expectations());
                CleaningResult cleaned = read.clean().clean(RetailFeatures.cleaning())) {
            SparkTable sales = cleaned.clean();
            FittedFeatures features = sales.fit(RetailFeatures.over(sales.schema()));
            sales.transform(features).write(output.toString(), FileFormat.PARQUET);
        }
    }
}
