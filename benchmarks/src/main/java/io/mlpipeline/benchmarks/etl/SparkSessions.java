package io.mlpipeline.benchmarks.etl;

import org.apache.spark.sql.SparkSession;

/** The session that both Spark jobs get, tuned for one machine with two processors. */
final class SparkSessions {
    private SparkSessions() {}

    static SparkSession tuned() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("benchmarks")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.sql.files.maxPartitionBytes", 64L << 20)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }
}
