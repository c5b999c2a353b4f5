package io.mlpipeline.models.xgboost.spark;

import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.SparkSession;

/**
 * House prices learned by two executors, each a JVM of its own: as they are, and with one of them killed while it trains.
 * {@code ClusterProof [REPEATS]} prints a line an outcome.
 */
final class ClusterProof {
    private static final String MASTER = "local-cluster[2,1,1024]";

    private final SparkSession spark;
    private final RealRows houses;
    private final TrainingSet test;

    private ClusterProof(SparkSession spark) {
        this.spark = spark;
        this.houses = RealRows.houses(spark);
        this.test = houses.inMemory(houses.holdOut());
    }

    public static void main(String[] args) throws IOException {
        int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        try (SparkSession spark = SparkSession.builder()
                .master(MASTER)
                .appName("xgboost on two executors")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate()) {
            ClusterProof proof = new ClusterProof(spark);
            ExecutorKiller killer = new ExecutorKiller();
            spark.sparkContext().addSparkListener(killer);
            for (int i = 0; i < repeats; i++) {
                proof.equalQuality();
                killer.kills.set(1);
                proof.told("lost once", 2);
                killer.kills.set(1);
                proof.told("lost, one attempt", 1);
            }
        }
    }

    private void equalQuality() {
        XGBoostRegressor regressor =
                XGBoostRegressor.builder().trees(150).learningRate(0.1).seed(1).build();
        double alone = rmse(regressor.fit(houses.inMemory(houses.training())));
        double together = rmse(train(regressor, 1));
        int executors = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
        say("alone", alone);
        say("together", together);
        say("executors", executors);
    }

    /** Trains long enough for an executor to be lost meanwhile. */
    private void told(String what, int attempts) {
        XGBoostRegressor regressor =
                XGBoostRegressor.builder().trees(800).learningRate(0.05).seed(1).build();
        long start = System.nanoTime();
        try {
            say(what, rmse(train(regressor, attempts)));
        } catch (IllegalStateException e) {
            System.out.println(what + " | refused: " + e.getMessage().replaceAll("\\s+", " "));
        }
        System.err.printf("%s: %.1f s%n", what, (System.nanoTime() - start) / 1e9);
    }

    private TrainedModel train(XGBoostRegressor regressor, int attempts) {
        XGBoostOnSpark onSpark = XGBoostOnSpark.of(regressor)
                .workers(2)
                .attempts(attempts)
                .waitForSlots(Duration.ofMinutes(1))
                .waitForWorkers(Duration.ofSeconds(30))
                .timeLimit(Duration.ofMinutes(5))
                .build();
        try (XGBoostFit fit = onSpark.train(houses.training(), houses.features(), houses.target())) {
            return fit.trained();
        }
    }

    private double rmse(TrainedModel trained) {
        return Evaluation.of(trained.model(), test, Metrics.RMSE).value(Metrics.RMSE);
    }

    private static void say(String what, double value) {
        System.out.printf(Locale.ROOT, "%s | %.1f%n", what, value);
    }

    /** Kills an executor, which is a child of this process, a while after workers began. */
    private static final class ExecutorKiller extends SparkListener {
        private static final long WHILE_MILLIS = 700;
        private final AtomicInteger kills = new AtomicInteger();

        @Override
        public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
            if (submitted.stageInfo().name().contains("BarrierJob")
                    && kills.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                try {
                    Thread.sleep(WHILE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ProcessHandle.current().children().findFirst().orElseThrow().destroyForcibly();
            }
        }
    }
}
