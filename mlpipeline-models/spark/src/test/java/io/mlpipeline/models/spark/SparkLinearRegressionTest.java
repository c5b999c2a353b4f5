package io.mlpipeline.models.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkLinearRegressionTest {
    private static final List<String> FEATURES = List.of("a", "b", "c");
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("linear")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    /** y = 3 a - 2 b + 0 c + 5, with as much noise as asked for. */
    private static TrainingSet data(int rows, double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder data = TrainingSet.builder(FEATURES, "y");
        for (int i = 0; i < rows; i++) {
            double[] row = {random.nextDouble(-1, 1), random.nextDouble(0, 10), random.nextDouble(100, 200)};
            data.add(row, 3 * row[0] - 2 * row[1] + 5 + noise * random.nextDouble(-1, 1), i, "");
        }
        return data.build();
    }

    private static Dataset<Row> dataset(TrainingSet data, int partitions) {
        StructType schema = new StructType()
                .add("y", DataTypes.DoubleType)
                .add("a", DataTypes.DoubleType)
                .add("b", DataTypes.DoubleType)
                .add("c", DataTypes.DoubleType)
                .add("name", DataTypes.StringType);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            rows.add(RowFactory.create(data.label(i), data.value(i, 0), data.value(i, 1), data.value(i, 2), "row" + i));
        }
        return spark.createDataFrame(rows, schema).repartition(partitions);
    }

    @Test
    void findsTheWeightsThatMadeTheLabels() {
        LinearModel model = (LinearModel) SparkLinearRegression.builder()
                .build()
                .fit(dataset(data(500, 0, 1), 3), FEATURES, "y")
                .model();

        assertThat(model.weights()[0]).isCloseTo(3, within(1e-9));
        assertThat(model.weights()[1]).isCloseTo(-2, within(1e-9));
        assertThat(model.weights()[2]).isCloseTo(0, within(1e-9));
        assertThat(model.intercept()).isCloseTo(5, within(1e-7));
    }

    /** The expected weights are those of scikit-learn 1.2.1: see elastic_net.py in the test resources. */
    @ParameterizedTest
    @CsvSource({
        "false, 0.8682874625071414, -0.24018057385835687, 2.225935519714972",
        "true, 0.5810550817696043, -0.07440981867688261, 1.9612919063396927"
    })
    void findsTheWeightsOfScikitLearnsElasticNet(boolean standardize, double a, double b, double intercept) {
        double[][] rows = {
            {0.0, 0.6},
            {-0.55, -1.78},
            {-0.91, -1.98},
            {0.12, 2.68},
            {-0.98, -1.24},
            {0.98, 0.71},
            {0.21, -1.86},
            {-0.06, 1.39},
            {-2.69, -0.92},
            {-3.8, -2.58},
            {-3.68, -0.47},
            {-2.53, 0.54}
        };
        double[] labels = {2.6, 3.51, 1.96, 0.77, 2.5, 3.96, 4.04, 1.56, -0.79, -1.04, -1.61, -1.63};
        TrainingSet.Builder data = TrainingSet.builder(List.of("a", "b"), "y");
        for (int i = 0; i < rows.length; i++) {
            data.add(rows[i], labels[i], i, "");
        }

        LinearModel model = (LinearModel) SparkLinearRegression.builder()
                .l1(0.3)
                .l2(0.7)
                .standardize(standardize)
                .tolerance(1e-12)
                .maxIterations(10_000)
                .build()
                .on(spark)
                .fit(data.build())
                .model();

        assertThat(model.weights()).containsExactly(new double[] {a, b}, within(1e-6));
        assertThat(model.intercept()).isCloseTo(intercept, within(1e-6));
    }

    @Test
    void predictsAConstantWhereThereIsNothingToLearn() {
        TrainingSet.Builder data = TrainingSet.builder(List.of("a"), "y");
        for (int i = 0; i < 10; i++) {
            data.add(new double[] {i}, 7, i, "");
        }

        TrainedModel trained = SparkLinearRegression.builder()
                .l1(0.1)
                .l2(0.1)
                .build()
                .on(spark)
                .fit(data.build());

        assertThat(trained.model().predict(new double[] {3})).isCloseTo(7, within(1e-9));
        assertThat(trained.importance()).isEmpty();
    }

    @Test
    void predictsWhatSparkPredicts() {
        TrainingSet fresh = data(20_000, 1, 3);
        SparkLinearFit fit = SparkLinearRegression.builder()
                .l1(0.01)
                .l2(0.1)
                .build()
                .train(dataset(data(1000, 1, 2), 2), FEATURES, "y");
        double[] ours = new double[fresh.size()];

        fit.trained().model().predictBatch(fresh.toArray(), fresh.size(), ours);
        double[] theirs = fit.nativePredict(fresh.toArray(), fresh.size());

        assertThat(ours).isEqualTo(theirs);
        assertThat(fit.nativeModel().numFeatures()).isEqualTo(3);
        assertThatThrownBy(() -> fit.nativePredict(new double[2], 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** With eleven features, of which two nearly cancel, any other order of summation would show. */
    @Test
    void predictsTheSameBitsWhereLargeTermsCancel() {
        List<String> names = IntStream.range(0, 11).mapToObj(i -> "x" + i).toList();
        TrainingSet.Builder rows = TrainingSet.builder(names, "y");
        SplittableRandom random = new SplittableRandom(6);
        for (int row = 0; row < 5_000; row++) {
            double[] vector = random.doubles(11, -1, 1).toArray();
            vector[1] = 1e6 * vector[1];
            vector[7] = vector[1] + vector[7];
            rows.add(vector, vector[1] - vector[7] + 0.1 * vector[10], 0, "");
        }
        TrainingSet data = rows.build();
        SparkLinearFit fit = SparkLinearRegression.builder().build().train(spark, data);
        double[] ours = new double[data.size()];

        fit.trained().model().predictBatch(data.toArray(), data.size(), ours);

        assertThat(ours).isEqualTo(fit.nativePredict(data.toArray(), data.size()));
    }

    @Test
    void givesTheSameModelForRowsInMemoryBitForBit() {
        TrainingSet data = data(800, 1, 4);
        SparkLinearRegression regression =
                SparkLinearRegression.builder().l2(0.1).build();

        LinearModel one = (LinearModel) regression.on(spark).fit(data).model();
        LinearModel two = (LinearModel) regression.on(spark).fit(data).model();
        LinearModel other =
                (LinearModel) regression.fit(dataset(data, 2), FEATURES, "y").model();

        assertThat(one.weights()).isEqualTo(two.weights());
        assertThat(one.intercept()).isEqualTo(two.intercept());
        assertThat(other.weights()).containsExactly(one.weights(), within(1e-9));
    }

    @Test
    void sharesImportanceByTheEffectOfOneStandardDeviation() {
        TrainedModel trained = SparkLinearRegression.builder().build().on(spark).fit(data(2000, 0, 5));

        // Deviations of the uniform ranges are 2/sqrt(12) and 10/sqrt(12): effects 6 and 20 of 26.
        assertThat(trained.importance()).extracting(FeatureImportance::feature).containsExactly("b", "a", "c");
        assertThat(trained.importance().get(0).share()).isCloseTo(20 / 26.0, within(0.02));
        assertThat(trained.importance().get(1).share()).isCloseTo(6 / 26.0, within(0.02));
    }

    @Test
    void remembersHowItWasTrained() {
        TrainingSet data = data(50, 1, 6);

        TrainedModel trained =
                SparkLinearRegression.builder().l1(0.5).build().on(spark).fit(data);
        var inMemory = trained.provenance();
        assertThat(trained.metric("rmse").orElseThrow().value())
                .isCloseTo(Evaluation.of(trained.model(), data, Metrics.RMSE).value(Metrics.RMSE), within(1e-9));
        var dataset = SparkLinearRegression.builder()
                .build()
                .fit(dataset(data, 1), FEATURES, "y")
                .provenance();
        var shuffled = SparkLinearRegression.builder()
                .build()
                .fit(dataset(data, 4), FEATURES, "y")
                .provenance();
        var others = SparkLinearRegression.builder()
                .build()
                .fit(dataset(data(50, 1, 7), 1), FEATURES, "y")
                .provenance();

        assertThat(inMemory.library()).isEqualTo("spark-mllib 4.1.0");
        assertThat(inMemory.parameters()).containsEntry("l1", "0.5");
        assertThat(inMemory.dataFingerprint()).isEqualTo(data.fingerprint());
        assertThat(dataset.rows()).isEqualTo(50);
        assertThat(dataset.dataFingerprint()).hasSize(64).isEqualTo(shuffled.dataFingerprint());
        assertThat(others.dataFingerprint()).isNotEqualTo(dataset.dataFingerprint());
    }

    @Test
    void leavesTheSessionAsItWas() {
        Map<String, String> before =
                scala.jdk.javaapi.CollectionConverters.asJava(spark.conf().getAll());

        SparkLinearRegression.builder().build().on(spark).fit(data(50, 1, 8));

        assertThat(scala.jdk.javaapi.CollectionConverters.asJava(spark.conf().getAll()))
                .isEqualTo(before);
        assertThat(spark.sparkContext().isStopped()).isFalse();
    }

    @Test
    void namesTheFeatureThatIsMissingAndSaysHowToImputeIt() {
        TrainingSet missing = TrainingSet.builder(List.of("a", "b"), "y")
                .add(new double[] {1, 2}, 1, 0, "")
                .add(new double[] {1, Double.NaN}, 2, 0, "")
                .build();
        Dataset<Row> nulls =
                dataset(data(20, 0, 9), 1).selectExpr("y", "a", "if(name = 'row3', null, b) as b", "c", "name");
        SparkLinearRegression regression = SparkLinearRegression.builder().build();

        assertThatThrownBy(() -> regression.on(spark).fit(missing))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'b' is missing, NaN or infinite in 1 rows")
                .hasMessageContaining("column(\"b\").imputeMedian()");
        assertThatThrownBy(() -> regression.fit(nulls, FEATURES, "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'b' is missing");
    }

    @Test
    void refusesDataItCannotLearnFrom() {
        SparkLinearRegression regression = SparkLinearRegression.builder().build();
        Dataset<Row> rows = dataset(data(20, 0, 10), 1);

        assertThatThrownBy(() -> regression.fit(rows, List.of("a", "z"), "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("No column 'z'");
        assertThatThrownBy(() -> regression.fit(rows, List.of("a", "name"), "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'name' holds string");
        assertThatThrownBy(() -> regression.fit(rows.limit(0), FEATURES, "y"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("without rows");
        assertThatThrownBy(() -> regression
                        .on(spark)
                        .fit(TrainingSet.builder(FEATURES, "y").build()))
                .isInstanceOf(InvalidDataException.class);
    }

    @Test
    void refusesParametersOutOfRangeAtTheCall() {
        SparkLinearRegression.Builder builder = SparkLinearRegression.builder();

        assertThatThrownBy(() -> builder.l1(-1))
                .hasMessageContaining("L1 penalty")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> builder.l2(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> builder.maxIterations(0)).hasMessageContaining("iterations");
        assertThatThrownBy(() -> builder.tolerance(0)).hasMessageContaining("tolerance");
    }
}
