package io.mlpipeline.models.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkTreesTest {
    private static final int EQUALITY_ROWS = 100_000;
    private static final TrainingSet NUMBERS = SparkRows.numbers(1500, 1);
    private static final TrainingSet TWO = SparkRows.classes(1500, 2, 2);
    private static final TrainingSet THREE = SparkRows.classes(1500, 3, 3).withClasses(List.of("x", "y", "z"));
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRows.session();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static EncodedModel bytes(TrainedModel trained) {
        return ModelCodecs.installed().encode(trained.model());
    }

    /** Random rows hold categories that were not there in training, -1 among them, besides missing values. */
    private static void assertEqualToSpark(SparkFit<?> fit) {
        assertThat(SparkRows.largestDifference(fit, EQUALITY_ROWS, 0.1, 7)).isLessThanOrEqualTo(1e-12);
        assertThat(bytes(fit.trained()).content().length).isPositive();
        assertThat(fit.trained().metrics()).hasSizeBetween(2, 3).allMatch(each -> each.rows() == 1500);
    }

    @Test
    void predictsWhatSparksForestPredictsInRegression() {
        SparkForestRegressor forest = SparkForestRegressor.builder()
                .trees(30)
                .maxDepth(8)
                .categorical("f7", SparkRows.CATEGORIES)
                .seed(3)
                .build();

        assertEqualToSpark(forest.train(spark, NUMBERS));
    }

    @Test
    void predictsWhatSparksForestPredictsForTwoClassesAndThree() {
        SparkForestClassifier.Builder builder =
                SparkForestClassifier.builder().trees(15).maxDepth(7);

        assertEqualToSpark(builder.build().train(spark, TWO));
        SparkFit<?> three = builder.categorical("f7", SparkRows.CATEGORIES)
                .balanced()
                .build()
                .train(SparkRows.dataset(spark, THREE, 3), SparkRows.NAMES, "y");
        assertEqualToSpark(three);
        assertThat(three.trained().model().classes()).containsExactly("0", "1", "2");
    }

    @Test
    void predictsWhatSparksBoostedTreesPredict() {
        SparkFit<GBTRegressionModel> regression = SparkBoostedRegressor.builder()
                .trees(15)
                .categorical("f7", SparkRows.CATEGORIES)
                .build()
                .train(spark, NUMBERS);
        SparkFit<?> classes = SparkBoostedClassifier.builder().trees(15).build().train(spark, TWO);

        // Boosted sums may cancel: relative to the largest prediction here, not to one that happens to be near 0.
        assertThat(largestAbsoluteDifference(regression) / 20).isLessThanOrEqualTo(1e-12);
        assertEqualToSpark(classes);
        assertThat(regression.nativeModel().trees()).hasSize(15);
    }

    private static double largestAbsoluteDifference(SparkFit<?> fit) {
        SplittableRandom random = new SplittableRandom(5);
        double[] theirs = new double[1];
        double largest = 0;
        for (int i = 0; i < EQUALITY_ROWS; i++) {
            double[] row = random.doubles(8, -4, 4).toArray();
            for (int j = 0; j < 8; j++) {
                row[j] = random.nextInt(10) == 0 ? Double.NaN : j == 7 ? Math.rint(row[j] + 4) : row[j];
            }
            fit.nativePredict(row, theirs);
            largest = Math.max(largest, Math.abs(fit.trained().model().predict(row) - theirs[0]));
        }
        System.out.println(fit.trained().provenance().estimator() + ": " + EQUALITY_ROWS
                + " random rows, 10 % missing, largest absolute difference " + largest);
        return largest;
    }

    @Test
    void learnsTheSignalAndWhichFeaturesMakeIt() {
        TrainingSet fresh = SparkRows.numbers(500, 99);
        TrainedModel trained = SparkBoostedRegressor.builder()
                .trees(40)
                .learningRate(0.3)
                .categorical("f7", SparkRows.CATEGORIES)
                .build()
                .on(spark)
                .fit(NUMBERS);
        double squares = 0;
        double total = 0;
        for (int i = 0; i < fresh.size(); i++) {
            squares += Math.pow(trained.model().predict(fresh.copyRow(i, new double[8])) - fresh.label(i), 2);
            total += Math.pow(fresh.label(i) - 2.1, 2);
        }

        assertThat(1 - squares / total).isGreaterThan(0.9);
        assertThat(trained.importance().subList(0, 3))
                .extracting(FeatureImportance::feature)
                .containsExactlyInAnyOrder("f0", "f1", "f7");
    }

    @Test
    void stopsEarlyWhereMoreTreesDoNotHelp() {
        TrainedModel trained = SparkBoostedRegressor.builder()
                .trees(40)
                .learningRate(1)
                .earlyStopping(0.3, 0.01)
                .build()
                .on(spark)
                .fit(NUMBERS);

        int trees = ((ForestModel) trained.model()).trees();
        assertThat(trees).isBetween(1, 39);
        assertThat(trained.provenance().parameters())
                .containsEntry("trees", Integer.toString(trees))
                .containsEntry("early_stopping_most_trees", "40");
    }

    @Test
    void givesTheSameTreesForASeed() {
        SparkForestClassifier.Builder builder =
                SparkForestClassifier.builder().trees(5).seed(8);

        EncodedModel one = bytes(builder.build().on(spark).fit(TWO));
        EncodedModel two = bytes(builder.build().on(spark).fit(TWO));
        EncodedModel other = bytes(builder.seed(9).build().on(spark).fit(TWO));

        assertThat(two).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void countsRowsByTheirWeights() {
        // Of two equal rows the label is a coin, but the heads weigh three times as much.
        TrainingSet.Builder rows = TrainingSet.builder(List.of("a"), "y");
        for (int i = 0; i < 400; i++) {
            rows.add(new double[] {1}, i % 2, 0, "");
        }
        double[] weights = DoubleStream.iterate(1, w -> 4 - w).limit(400).toArray();
        TrainingSet data = rows.build().withWeights(weights);
        Dataset<Row> dataset = SparkRows.dataset(spark, data, 2);
        SparkForestClassifier.Builder builder = SparkForestClassifier.builder().trees(50);

        Model memory = builder.build().on(spark).fit(data).model();
        Model column = builder.weightColumn("w")
                .classWeight("0", 3)
                .build()
                .train(dataset, List.of("a"), "y")
                .trained()
                .model();

        assertThat(memory.predict(new double[] {1})).isBetween(0.72, 0.78);
        assertThat(column.predict(new double[] {1})).isBetween(0.46, 0.54);
    }

    @Test
    void leavesTheSessionAsItWas() {
        var before = scala.jdk.javaapi.CollectionConverters.asJava(spark.conf().getAll());

        SparkForestRegressor.builder().trees(2).build().on(spark).fit(NUMBERS);

        assertThat(scala.jdk.javaapi.CollectionConverters.asJava(spark.conf().getAll()))
                .isEqualTo(before);
        assertThat(spark.sparkContext().isStopped()).isFalse();
    }

    @Test
    void refusesDataItCannotLearnFrom() {
        SparkForestRegressor forest = SparkForestRegressor.builder().build();
        SparkForestClassifier classifier = SparkForestClassifier.builder().build();
        SparkBoostedClassifier boosted = SparkBoostedClassifier.builder().build();
        Dataset<Row> rows = SparkRows.dataset(spark, NUMBERS, 1);

        assertThatThrownBy(() -> forest.on(spark).fit(NUMBERS.where(row -> false)))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> forest.train(rows, List.of("f0", "z"), "y")).hasMessageContaining("No column 'z'");
        assertThatThrownBy(() -> forest.train(rows.selectExpr("if(f0 > 0, f0, null) as f0", "y"), List.of("f0"), "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Spark's trees cannot learn from")
                .hasMessageContaining("imputeMedian()");
        assertThatThrownBy(() -> classifier.on(spark).fit(NUMBERS))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("which is no class");
        assertThatThrownBy(() -> classifier.on(spark).fit(TWO.where(row -> TWO.label(row) == 1)))
                .hasMessageContaining("two classes or more");
        assertThatThrownBy(() -> boosted.on(spark).fit(THREE))
                .hasMessageContaining("[x, y, z]")
                .hasMessageContaining("SparkForestClassifier");
        assertThatThrownBy(() ->
                        classifier.train(rows.selectExpr("f0", "cast(abs(f1) * 1000 as int) as y"), List.of("f0"), "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("1000 classes at most");
        assertThatThrownBy(() -> SparkForestRegressor.builder()
                        .featuresPerSplit(9)
                        .build()
                        .on(spark)
                        .fit(NUMBERS))
                .hasMessageContaining("9 features, but there are 8");
        assertThatThrownBy(() -> SparkForestRegressor.builder()
                        .weightColumn("f0")
                        .build()
                        .train(rows, List.of("f1"), "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("weights in column 'f0' must be 0 or more");
    }

    @Test
    void refusesCategoriesThatAreNone() {
        assertThatThrownBy(() -> SparkForestRegressor.builder()
                        .categorical("f7", 4)
                        .build()
                        .on(spark)
                        .fit(NUMBERS))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'f7' is none of the numbers 0 to 3");
        assertThatThrownBy(() -> SparkForestRegressor.builder()
                        .categorical("z", 4)
                        .build()
                        .on(spark)
                        .fit(NUMBERS))
                .hasMessageContaining("'z' is none of");
        assertThatThrownBy(() ->
                        SparkForestRegressor.builder().categorical("f7", 40).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least the 40 categories of 'f7', got 32");
    }

    @Test
    void refusesParametersOutOfRangeAtTheCall() {
        SparkBoostedClassifier.Builder builder = SparkBoostedClassifier.builder();

        assertThatThrownBy(() -> builder.trees(0)).hasMessage("The number of trees must be 1 to 10000, got 0");
        assertThatThrownBy(() -> builder.maxDepth(31)).hasMessageContaining("1 to 30, got 31");
        assertThatThrownBy(() -> builder.maxBins(1)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> builder.minLeafRows(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> builder.minGain(-1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> builder.subsample(0)).hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> builder.featuresPerSplit(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> builder.learningRate(2)).hasMessageContaining("got 2.0");
        assertThatThrownBy(() -> builder.earlyStopping(0.9, 0)).hasMessageContaining("got 0.9");
        assertThatThrownBy(() -> builder.earlyStopping(0.1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> builder.classes("a")).hasMessageContaining("two or more");
        assertThatThrownBy(() -> builder.classWeight("a", 0)).hasMessageContaining("'a'");
        builder.balanced();
        assertThatThrownBy(() -> builder.classWeight("a", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SparkForestRegressor.builder()
                        .maxDepth(30)
                        .trees(10_000)
                        .build()
                        .on(spark)
                        .fit(SparkRows.numbers(20_000, 1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("fewer or smaller trees");
    }
}
