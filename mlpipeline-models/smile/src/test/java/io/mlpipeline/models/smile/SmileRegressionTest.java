package io.mlpipeline.models.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmileRegressionTest {
    private static final double[][] X = {
        {0.0, 0.6}, {-0.55, -1.78}, {-0.91, -1.98}, {0.12, 2.68}, {-0.98, -1.24}, {0.98, 0.71},
        {0.21, -1.86}, {-0.06, 1.39}, {-2.69, -0.92}, {-3.8, -2.58}, {-3.68, -0.47}, {-2.53, 0.54}
    };
    private static final double[] Y = {2.6, 3.51, 1.96, 0.77, 2.5, 3.96, 4.04, 1.56, -0.79, -1.04, -1.61, -1.63};
    private static final double[] BINARY = {0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    private static final double[] THREE = {0, 1, 2, 0, 1, 2, 1, 0, 2, 1, 2, 0};

    private static TrainingSet data(double[] labels) {
        TrainingSet.Builder data = TrainingSet.builder(List.of("a", "b"), "y");
        for (int i = 0; i < X.length; i++) {
            data.add(X[i], labels[i], 0, "");
        }
        return data.build();
    }

    private static void assertWeights(TrainedModel trained, double a, double b, double intercept, double tolerance) {
        LinearModel model = (LinearModel) trained.model();
        assertThat(model.weights()).containsExactly(new double[] {a, b}, within(tolerance));
        assertThat(model.intercept()).isCloseTo(intercept, within(tolerance));
    }

    /** All expected weights are those of references.py in the test resources. */
    @Test
    void findsTheWeightsOfLeastSquares() {
        assertWeights(
                SmileLinearRegression.ols().fit(data(Y)),
                1.4193187043328643,
                -0.6660104945625924,
                2.689518772906763,
                1e-12);
    }

    @Test
    void findsTheWeightsOfRidge() {
        assertWeights(
                SmileLinearRegression.ridge(3).fit(data(Y)),
                1.0542982679873152,
                -0.41319394499249,
                2.3704517227025566,
                1e-12);
    }

    @Test
    void findsTheWeightsOfLasso() {
        assertWeights(
                SmileLinearRegression.lasso(5).tolerance(1e-10).build().fit(data(Y)),
                1.1925748747738367,
                -0.4369188316364484,
                2.5207994622728025,
                1e-5);
    }

    @Test
    void findsTheWeightsOfTheElasticNetAlthoughTheLabelHasAMean() {
        assertWeights(
                SmileLinearRegression.elasticNet(5, 3).tolerance(1e-10).build().fit(data(Y)),
                0.8946715867851387,
                -0.2519143991935678,
                2.251674053367097,
                1e-5);
    }

    @Test
    void findsTheWeightsOfLogisticRegression() {
        LogisticModel model = (LogisticModel) SmileLogisticRegression.builder()
                .l2(0.5)
                .tolerance(1e-10)
                .build()
                .fit(data(BINARY))
                .model();

        assertThat(model.weights())
                .containsExactly(new double[] {1.4693978717030363, -0.9879092482258021}, within(1e-5));
        assertThat(model.intercept()).isCloseTo(1.2210828038052493, within(1e-5));
        assertThat(model.classes()).containsExactly("0", "1");
    }

    @Test
    void tellsHowWellItFits() {
        assertThat(SmileLogisticRegression.builder().build().fit(data(BINARY)).metrics())
                .hasSize(3);
        assertThat(SmileLinearRegression.ols().fit(data(Y)).metrics()).hasSize(3);
    }

    @Test
    void findsTheProbabilitiesOfSeveralClasses() {
        MultinomialModel model = (MultinomialModel) SmileLogisticRegression.builder()
                .l2(0.5)
                .tolerance(1e-10)
                .build()
                .fit(data(THREE).withClasses(List.of("x", "y", "z")))
                .model();
        double[] out = new double[3];
        model.predict(new double[] {0.5, -0.5}, out);

        assertThat(out)
                .containsExactly(
                        new double[] {0.12655363776223233, 0.362623305048372, 0.5108230571893957}, within(1e-6));
        assertThat(model.classes()).containsExactly("x", "y", "z");
    }

    @Test
    void predictsWhatSmilePredicts() {
        TrainingSet numbers = Rows.numbers(1200, 1, 4);
        List<SmileFit> fits = List.of(
                SmileLinearRegression.ols().train(numbers),
                SmileLinearRegression.ridge(2).train(numbers),
                SmileLinearRegression.lasso(10).build().train(numbers),
                SmileLinearRegression.elasticNet(10, 5).build().train(numbers),
                SmileLogisticRegression.builder().build().train(Rows.classes(1200, 2, 5)),
                SmileLogisticRegression.builder().build().train(Rows.classes(1200, 3, 6)));

        for (SmileFit fit : fits) {
            assertThat(Rows.largestDifference(fit, 100_000, 0, 12)).isLessThanOrEqualTo(1e-12);
        }
    }

    @Test
    void givesConstantFeaturesNoWeight() {
        TrainingSet.Builder data = TrainingSet.builder(List.of("a", "one", "b"), "y");
        for (int i = 0; i < X.length; i++) {
            data.add(new double[] {X[i][0], 1, X[i][1]}, Y[i], 0, "");
        }

        TrainedModel trained = SmileLinearRegression.ridge(3).fit(data.build());

        assertThat(((LinearModel) trained.model()).weights())
                .containsExactly(new double[] {1.0542982679873152, 0, -0.41319394499249}, within(1e-12));
        assertThat(trained.importance().get(2)).isEqualTo(new FeatureImportance("one", 0));
    }

    @Test
    void givesTheSameBitsEveryTime() {
        TrainingSet rows = Rows.classes(5000, 3, 7);
        SmileLogisticRegression regression = SmileLogisticRegression.builder().build();
        ModelCodecs codecs = ModelCodecs.installed();

        assertThat(codecs.encode(regression.fit(rows).model()))
                .isEqualTo(codecs.encode(regression.fit(rows).model()));
        assertThat(regression.fit(rows).provenance().parameters()).containsEntry("l2", "0.1");
    }

    @Test
    void refusesDataItCannotLearnFrom() {
        SmileLinearRegression ols = SmileLinearRegression.ols();
        SmileLogisticRegression logistic = SmileLogisticRegression.builder().build();
        TrainingSet data = data(Y);

        assertThatThrownBy(() -> ols.fit(data.where(row -> false))).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> ols.fit(data.where(row -> row < 3)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("3 rows for 3 weights")
                .hasMessageContaining("ridge");
        assertThatThrownBy(() -> ols.fit(data(new double[12])))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("nothing to learn");
        assertThatThrownBy(() -> SmileLinearRegression.ridge(1).fit(data.where(row -> row < 1)))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> logistic.fit(data)).hasMessageContaining("which is no class");
        assertThatThrownBy(() -> logistic.fit(data(new double[12]))).hasMessageContaining("two classes or more");
        assertThatThrownBy(() -> logistic.fit(data(BINARY).withClasses(List.of("x", "y", "z"))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'z' of 'y' has no rows");
        assertThatThrownBy(() -> logistic.fit(data(BINARY).withWeights(weights())))
                .hasMessageContaining("weights");
    }

    private static double[] weights() {
        double[] weights = new double[12];
        Arrays.fill(weights, 0.5);
        return weights;
    }

    @Test
    void refusesParametersOutOfRangeAtTheCall() {
        assertThatThrownBy(() -> SmileLinearRegression.ridge(0)).hasMessageContaining("above 0, got 0.0");
        assertThatThrownBy(() -> SmileLinearRegression.lasso(-1)).hasMessageContaining("L1 penalty");
        assertThatThrownBy(() -> SmileLinearRegression.elasticNet(1, Double.NaN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> SmileLinearRegression.lasso(1).tolerance(1)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> SmileLinearRegression.lasso(1).maxIterations(0))
                .hasMessageContaining("iterations");
        assertThatThrownBy(() -> SmileLogisticRegression.builder().l2(-1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> SmileLogisticRegression.builder().tolerance(0)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> SmileLogisticRegression.builder().maxIterations(0))
                .hasMessageContaining("iterations");
    }
}
