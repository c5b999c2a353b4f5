package io.mlpipeline.models.xgboost.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.ClassMetrics;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.xgboost.Monotonicity;
import io.mlpipeline.models.xgboost.Objective;
import io.mlpipeline.models.xgboost.XGBoostClassifier;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class XGBoostOnSparkTest {
    private static final List<String> FEATURES = List.of("a", "b", "c");
    private static SparkSession spark;
    private static Dataset<Row> numbers;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("xgboost")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        // y = 3 a - 2 |b|; half of the zeros of b would be lost if they were taken for missing values.
        numbers = spark.range(0, 3000, 1, 3)
                .select(
                        col("id").mod(97).cast("double").as("a"),
                        col("id").mod(31).minus(15).cast("int").as("b"),
                        when(col("id").mod(7).equalTo(0), lit(null))
                                .otherwise(col("id").mod(13))
                                .as("c"))
                .withColumn("y", col("a").multiply(3).minus(abs(col("b")).multiply(2)))
                .withColumn("w", when(col("a").lt(50), 1.0).otherwise(0.0))
                .withColumn("two", col("a").gt(60).cast("int"))
                .withColumn("three", col("a").divide(33).cast("int"))
                .withColumn("text", lit("x"))
                .withColumn("count", col("a").plus(1))
                .withColumn("negative", col("b").minus(1))
                .cache();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static TrainedModel trained(XGBoostOnSpark.Builder builder, String target) {
        try (XGBoostFit fit = builder.workers(2).build().train(numbers, FEATURES, target)) {
            return fit.trained();
        }
    }

    private static XGBoostOnSpark.Builder regressor() {
        return XGBoostOnSpark.of(XGBoostRegressor.builder().trees(30).build());
    }

    private static XGBoostOnSpark.Builder classifier() {
        return XGBoostOnSpark.of(XGBoostClassifier.builder().trees(10).build());
    }

    private static void assertRefused(
            XGBoostOnSpark.Builder builder, Dataset<Row> rows, String target, String... says) {
        assertThatThrownBy(() -> builder.workers(2).build().train(rows, FEATURES, target))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContainingAll(says);
    }

    @Test
    void predictsHousePricesAsWellAsOneMachine() {
        RealRows houses = RealRows.houses(spark);
        TrainingSet test = houses.inMemory(houses.holdOut());
        XGBoostRegressor regressor =
                XGBoostRegressor.builder().trees(150).learningRate(0.1).seed(1).build();

        double alone = rmse(regressor.fit(houses.inMemory(houses.training())).model(), test);
        try (XGBoostFit fit = XGBoostOnSpark.of(regressor)
                .workers(2)
                .build()
                .train(houses.training(), houses.features(), houses.target())) {
            double together = rmse(fit.trained().model(), test);
            System.out.printf(
                    "california_housing: RMSE on %d rows, one machine %.0f, two workers %.0f%n",
                    test.size(), alone, together);
            assertThat(together).isLessThan(55_000).isCloseTo(alone, within(0.03 * alone));
            double[] ours = new double[test.size()];
            fit.trained().model().predictBatch(test.toArray(), test.size(), ours);
            assertThat(ours).isEqualTo(fit.nativePredict(test.toArray(), test.size()));
        }
    }

    private static double rmse(Model model, TrainingSet test) {
        return Evaluation.of(model, test, Metrics.RMSE).value(Metrics.RMSE);
    }

    @Test
    void ranksCallsAsWellAsOneMachine() {
        RealRows calls = RealRows.calls(spark);
        TrainingSet test = calls.inMemory(calls.holdOut());
        XGBoostClassifier classifier = XGBoostClassifier.builder()
                .trees(40)
                .learningRate(0.1)
                .balanced()
                .seed(1)
                .build();

        double alone = auc(classifier.fit(calls.inMemory(calls.training())).model(), test);
        try (XGBoostFit fit = XGBoostOnSpark.of(classifier)
                .workers(2)
                .build()
                .train(calls.training(), calls.features(), calls.target())) {
            double together = auc(fit.trained().model(), test);
            System.out.printf(
                    "bank_marketing: ROC-AUC on %d rows, one machine %.4f, two workers %.4f%n",
                    test.size(), alone, together);
            assertThat(together).isGreaterThan(0.75).isCloseTo(alone, within(0.01));
        }
    }

    private static double auc(Model model, TrainingSet test) {
        return Evaluation.of(model, test, ClassMetrics.ROC_AUC).value(ClassMetrics.ROC_AUC);
    }

    @Test
    void tellsThreeClassesApart() {
        TrainedModel trained = trained(classifier().classes(List.of("low", "mid", "high")), "three");

        double[] probabilities = new double[3];
        trained.model().predict(new double[] {70, 0, Double.NaN}, probabilities);
        assertThat(trained.model().classes()).containsExactly("low", "mid", "high");
        assertThat(probabilities[2]).isGreaterThan(0.9);
        assertThat(trained.importance().get(0).feature()).isEqualTo("a");
    }

    @Test
    void givesTheSameModelForASeedAndTellsWhereItCameFrom() {
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(20)
                .subsample(0.7)
                .columnSample(0.7)
                .seed(5)
                .build();

        TrainedModel one = trained(XGBoostOnSpark.of(regressor), "y");
        TrainedModel two = trained(XGBoostOnSpark.of(regressor), "y");

        assertThat(predictions(one.model())).isEqualTo(predictions(two.model()));
        assertThat(one.provenance()).isEqualTo(two.provenance());
        assertThat(one.provenance().rows()).isEqualTo(3000);
        assertThat(one.provenance().parameters())
                .containsAllEntriesOf(Map.of("workers", "2", "spark", spark.version(), "trees", "20", "seed", "5"));
    }

    private static double[] predictions(Model model) {
        double[] predictions = new double[97];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = model.predict(new double[] {i, i % 31 - 15, i % 5 == 0 ? Double.NaN : i % 13});
        }
        return predictions;
    }

    @Test
    void takesZerosForZerosAndNullsForMissing() {
        TrainedModel trained = trained(regressor(), "y");

        assertThat(trained.model().predict(new double[] {50, 0, Double.NaN})).isCloseTo(150, within(6.0));
        assertThat(trained.model().predict(new double[] {0, 0, 3})).isCloseTo(0, within(6.0));
        assertThat(trained.model().predict(new double[] {50, -15, 3})).isCloseTo(120, within(6.0));
    }

    @Test
    void learnsNothingFromRowsWithoutWeight() {
        TrainedModel trained = trained(regressor().weightColumn("w"), "y");

        // No row with a of 50 or more counts.
        assertThat(trained.model().predict(new double[] {90, 0, 3})).isLessThan(152);
    }

    @Test
    void stopsWhereMoreTreesNoLongerHelp() {
        Dataset<Row> noisy =
                numbers.withColumn("y", col("a").gt(48).cast("double").plus(rand(3)));
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(200)
                .earlyStoppingAtRandom(0.3, 5)
                .build();

        try (XGBoostFit fit = XGBoostOnSpark.of(regressor).workers(2).build().train(noisy.cache(), FEATURES, "y")) {
            int rounds =
                    Integer.parseInt(fit.trained().provenance().parameters().get("trees"));
            assertThat(rounds).isBetween(2, 60);
        }
    }

    @Test
    void stopsEarlyWithEachObjective() {
        for (Objective objective :
                List.of(Objective.ABSOLUTE_ERROR, Objective.POISSON, Objective.tweedie(1.5), Objective.quantile(0.8))) {
            XGBoostRegressor regressor = XGBoostRegressor.builder()
                    .trees(4)
                    .objective(objective)
                    .earlyStoppingAtRandom(0.3, 2)
                    .build();

            assertThat(predictions(
                            trained(XGBoostOnSpark.of(regressor), "count").model()))
                    .isNotEmpty();
        }
    }

    @Test
    void obeysMonotoneConstraints() {
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(20)
                .monotone("b", Monotonicity.INCREASING)
                .build();
        Model model = trained(XGBoostOnSpark.of(regressor), "y").model();

        double before = Double.NEGATIVE_INFINITY;
        for (int b = -15; b <= 15; b++) {
            double now = model.predict(new double[] {40, b, 3});
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void changesNoSettingOfTheSession() {
        Map<String, String> before = CollectionConverters.asJava(spark.conf().getAll());

        trained(regressor(), "y");

        assertThat(CollectionConverters.asJava(spark.conf().getAll())).isEqualTo(before);
        assertThat(spark.sparkContext().isStopped()).isFalse();
    }

    @Test
    void refusesColumnsThatItCannotLearnFrom() {
        assertRefused(regressor(), numbers.drop("b"), "y", "No column 'b'", "the columns are");
        assertRefused(regressor(), numbers, "z", "No column 'z'");
        assertRefused(regressor().weightColumn("v"), numbers, "y", "No column 'v'");
        assertRefused(regressor(), numbers, "text", "'text' holds string", "Encode");
        assertRefused(regressor(), numbers.withColumn("a", lit(1e300)), "y", "Feature 'a'", "3000 rows", "clip");
        assertRefused(
                regressor(), numbers.withColumn("y", when(col("a").gt(5), 1)), "y", "label 'y'", "missing", "drop");
        assertRefused(regressor().weightColumn("b"), numbers, "y", "weights in column 'b'", "-15");
        assertThatThrownBy(() -> regressor().build().train(numbers, List.of("a", "a"), "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different columns");
        assertThatThrownBy(() -> regressor().build().train(numbers, List.of(), "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one feature");
    }

    @Test
    void refusesTooFewRowsAndLabelsThatSayNothing() {
        assertRefused(regressor(), numbers.limit(0), "y", "without rows");
        assertRefused(regressor(), numbers.limit(1), "y", "1 rows are too few for 2 workers");
        assertRefused(classifier(), numbers.withColumn("two", lit(1)), "two", "one label 'two'");
        assertRefused(classifier(), numbers, "negative", "which is no class", "'negative'");
        assertRefused(classifier().classes(List.of("x", "y")), numbers, "three", "value 2", "2 classes");
        XGBoostRegressor poisson =
                XGBoostRegressor.builder().objective(Objective.POISSON).build();
        assertRefused(XGBoostOnSpark.of(poisson), numbers, "negative", "count:poisson", "-16");
    }

    @Test
    void refusesToStopEarlyOnRowsThatAreNotThere() {
        XGBoostRegressor regressor =
                XGBoostRegressor.builder().earlyStoppingAtRandom(0.01, 5).build();

        assertRefused(
                XGBoostOnSpark.of(regressor), numbers.limit(20), "y", "as many rows on either side", "of 20 rows");
    }

    @Test
    void refusesMoreWorkersThanSlots() {
        assertThatThrownBy(() -> regressor().workers(3).build().train(numbers, FEATURES, "y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("3 workers", "Spark has 2 slots", "workers(2)");
        XGBoostRegressor threads = XGBoostRegressor.builder().threads(2).build();
        assertThatThrownBy(() -> XGBoostOnSpark.of(threads).build().train(numbers, FEATURES, "y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("2 threads", "spark.task.cpus=2");
    }

    @Test
    void refusesWhatNeedsRowsInMemory() {
        List<XGBoostRegressor> estimators = List.of(
                XGBoostRegressor.builder().earlyStopping(0.2, 5).build(),
                XGBoostRegressor.builder().categorical("c").build(),
                XGBoostRegressor.builder().onProgress(progress -> {}).build(),
                XGBoostRegressor.builder().cancelWhen(() -> false).build());
        assertThat(estimators)
                .allSatisfy(each -> assertThatThrownBy(
                                () -> XGBoostOnSpark.of(each).build().train(numbers, FEATURES, "y"))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void itsBuilderRefusesWhatCannotBe() {
        assertThatThrownBy(() -> regressor().workers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> regressor().weightColumn(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> regressor().classes(List.of("x", "y"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> classifier().classes(List.of("x", "x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> regressor().waitForSlots(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> regressor().waitForWorkers(Duration.ofMillis(900)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1 second", "PT0.9S");
        assertThatThrownBy(() -> regressor().attempts(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("attempts", "got 0");
        assertThatThrownBy(() -> regressor().timeLimit(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above zero");
    }
}
