package io.mlpipeline.etl.spark;

import org.apache.spark.sql.SparkSession;

/** The session of all tests in this module; it plays the host. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession session() {
        return builder("local[2]").getOrCreate();
    }

    static SparkSession.Builder builder(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("mlpipeline-etl-spark-test")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.sql.session.timeZone", "America/New_York")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.warehouse.dir", "target/warehouse");
    }
}
