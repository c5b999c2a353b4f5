package io.mlpipeline.models.xgboost.spark;

import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.io.IOException;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;

/**
 * House prices learned by two executors, each a JVM of its own, and by one machine: {@code ClusterProof [MASTER]}. Spark finds its
 * workers' class path in the folder {@code jars} of the environment's {@code SPARK_HOME} ({@code SPARK_SCALA_VERSION} is 2.13), and
 * our classes in the system property {@code spark.jars}.
 */
final class ClusterProof {
    private ClusterProof() {}

    public static void main(String[] args) throws IOException {
        String master = args.length > 0 ? args[0] : "local-cluster[2,1,1024]";
        try (SparkSession spark = SparkSession.builder()
                .master(master)
                .appName("xgboost on two executors")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate()) {
            RealRows houses = RealRows.houses(spark);
            TrainingSet test = houses.inMemory(houses.holdOut());
            XGBoostRegressor regressor = XGBoostRegressor.builder()
                    .trees(150)
                    .learningRate(0.1)
                    .seed(1)
                    .build();
            XGBoostOnSpark onSpark = XGBoostOnSpark.of(regressor)
                    .workers(2)
                    .waitForSlots(Duration.ofMinutes(2))
                    .build();
            try (XGBoostFit fit = onSpark.train(houses.training(), houses.features(), houses.target());
                    XGBoostFit alone = regressor.train(houses.inMemory(houses.training()))) {
                int executors = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
                System.out.printf(
                        "%s, %d executors: RMSE on %d rows, one machine %.0f, two workers %.0f; %s%n",
                        master,
                        executors,
                        test.size(),
                        Evaluation.of(alone.trained().model(), test, Metrics.RMSE)
                                .value(Metrics.RMSE),
                        Evaluation.of(fit.trained().model(), test, Metrics.RMSE).value(Metrics.RMSE),
                        fit.trained().provenance());
            }
        }
    }
}
