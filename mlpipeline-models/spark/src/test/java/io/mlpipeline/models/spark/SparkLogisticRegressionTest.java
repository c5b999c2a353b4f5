package io.mlpipeline.models.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkLogisticRegressionTest {
    private static final double[][] X = {
        {0.0, 0.6}, {-0.55, -1.78}, {-0.91, -1.98}, {0.12, 2.68}, {-0.98, -1.24}, {0.98, 0.71},
        {0.21, -1.86}, {-0.06, 1.39}, {-2.69, -0.92}, {-3.8, -2.58}, {-3.68, -0.47}, {-2.53, 0.54}
    };
    private static final double[] TWO = {0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    private static final double[] THREE = {0, 1, 2, 0, 1, 2, 1, 0, 2, 1, 2, 0};
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRows.session();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static TrainingSet data(double[] labels) {
        TrainingSet.Builder data = TrainingSet.builder(List.of("a", "b"), "y");
        for (int i = 0; i < X.length; i++) {
            data.add(X[i], labels[i], 0, "");
        }
        return data.build();
    }

    private static SparkLogisticRegression.Builder exact() {
        return SparkLogisticRegression.builder()
                .standardize(false)
                .tolerance(1e-14)
                .maxIterations(10_000);
    }

    /** All expected values are those of logistic.py in the test resources. */
    @Test
    void findsTheWeightsOfScikitLearnsElasticNet() {
        LogisticModel model = (LogisticModel)
                exact().l1(0.05).l2(0.1).build().on(spark).fit(data(TWO)).model();

        assertThat(model.weights())
                .containsExactly(new double[] {0.9022856907390664, -0.5498668803575797}, within(1e-5));
        assertThat(model.intercept()).isCloseTo(0.7878082921404034, within(1e-5));
    }

    @Test
    void findsTheWeightsOfWeightedClasses() {
        LogisticModel model = (LogisticModel) exact().l2(0.1)
                .classWeight("no", 2)
                .build()
                .on(spark)
                .fit(data(TWO).withClasses(List.of("no", "yes")))
                .model();

        assertThat(model.weights())
                .containsExactly(new double[] {1.0430433284631582, -0.7219472135575236}, within(1e-5));
        assertThat(model.intercept()).isCloseTo(0.340787048640854, within(1e-5));
        assertThat(model.classes()).containsExactly("no", "yes");
    }

    @Test
    void findsTheProbabilitiesOfSeveralClasses() {
        MultinomialModel model = (MultinomialModel)
                exact().l2(0.1).build().on(spark).fit(data(THREE)).model();
        double[] out = new double[3];
        model.predict(new double[] {0.5, -0.5}, out);

        assertThat(out)
                .containsExactly(
                        new double[] {0.2050703137009842, 0.37625193931253575, 0.41867774698648014}, within(1e-5));
    }

    @Test
    void countsRowsByTheirWeights() {
        double[] weights = {2, 1, 1, 2, 1, 1, 1, 1, 2, 2, 2, 2};
        SparkLogisticRegression.Builder regression = exact().l2(0.1);

        LogisticModel byRow = (LogisticModel)
                regression.build().on(spark).fit(data(TWO).withWeights(weights)).model();
        LogisticModel byClass = (LogisticModel)
                regression.classWeight("0", 2).build().on(spark).fit(data(TWO)).model();

        assertThat(byRow.weights()).containsExactly(byClass.weights(), within(1e-6));
    }

    @Test
    void predictsWhatSparkPredicts() {
        TrainingSet two = SparkRows.classes(1500, 2, 4);
        TrainingSet three = SparkRows.classes(1500, 3, 5);
        SparkLogisticRegression regression =
                SparkLogisticRegression.builder().l2(0.01).build();

        assertThat(SparkRows.largestDifference(regression.train(spark, two), 100_000, 0, 6))
                .isLessThanOrEqualTo(1e-12);
        assertThat(SparkRows.largestDifference(
                        regression.train(SparkRows.dataset(spark, three, 3), SparkRows.NAMES, "y"), 100_000, 0, 7))
                .isLessThanOrEqualTo(1e-12);
    }

    @Test
    void remembersHowItWasTrained() {
        SparkFit<?> fit = SparkLogisticRegression.builder()
                .l1(0.01)
                .classes("no", "yes")
                .balanced()
                .build()
                .train(SparkRows.dataset(spark, data(TWO), 2), List.of("a", "b"), "y");

        assertThat(fit.trained().provenance().library()).isEqualTo("spark-mllib 4.1.0");
        assertThat(fit.trained().provenance().parameters())
                .containsEntry("l1", "0.01")
                .containsEntry("balanced", "true");
        assertThat(fit.trained().model().classes()).containsExactly("no", "yes");
        assertThat(fit.trained().importance()).hasSize(2);
        assertThat(fit.trained().metric("roc-auc").orElseThrow().value()).isBetween(0.5, 1.0);
    }

    @Test
    void refusesDataItCannotLearnFrom() {
        SparkLogisticRegression regression = SparkLogisticRegression.builder().build();

        assertThatThrownBy(() -> regression.on(spark).fit(data(new double[12])))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("two classes or more");
        assertThatThrownBy(() -> regression.on(spark).fit(data(halves())))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("0.5")
                .hasMessageContaining("which is no class");
        assertThatThrownBy(() -> SparkLogisticRegression.builder()
                        .classWeight("maybe", 2)
                        .build()
                        .on(spark)
                        .fit(data(TWO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'maybe' is none of [0, 1]");
        assertThatThrownBy(() -> SparkLogisticRegression.builder().l1(-1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> SparkLogisticRegression.builder().classes("a", "a"))
                .hasMessageContaining("different");
    }

    private static double[] halves() {
        double[] labels = TWO.clone();
        labels[3] = 0.5;
        return labels;
    }
}
