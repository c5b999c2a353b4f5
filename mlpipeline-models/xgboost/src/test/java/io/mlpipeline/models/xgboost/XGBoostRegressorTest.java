package io.mlpipeline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingMetric;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XGBoostRegressorTest {
    private static final List<String> FEATURES = List.of("signal", "noise", "season", "rare", "count");

    /** 10 % of the values missing; the label depends on signal and season, also on whether signal is missing. */
    private static double[] row(SplittableRandom random) {
        double[] row = {
            random.nextDouble(-3, 3),
            random.nextDouble(),
            random.nextInt(7),
            random.nextInt(50) == 0 ? 1 : 0,
            random.nextInt(40)
        };
        for (int i = 0; i < row.length; i++) {
            if (random.nextInt(10) == 0) {
                row[i] = Double.NaN;
            }
        }
        return row;
    }

    private static TrainingSet data(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder data = TrainingSet.builder(FEATURES, "y");
        for (int i = 0; i < rows; i++) {
            double[] row = row(random);
            double signal = Double.isNaN(row[0]) ? 4 : Math.abs(row[0]);
            double season = Double.isNaN(row[2]) ? 0 : row[2];
            double label = Math.max(0, Math.rint(3 * signal + season + random.nextDouble(-1, 1)));
            data.add(row, label, i * 86_400_000_000L, "");
        }
        return data.build();
    }

    private static Stream<Objective> objectives() {
        return Stream.of(
                Objective.SQUARED_ERROR,
                Objective.ABSOLUTE_ERROR,
                Objective.POISSON,
                Objective.tweedie(1.3),
                Objective.quantile(0.9));
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void predictsTheSameFloatsAsXGBoostForRowsItHasNeverSeen(Objective objective) {
        int count = 20_000;
        SplittableRandom random = new SplittableRandom(99);
        double[] rows = new double[count * FEATURES.size()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(row(random), 0, rows, i * FEATURES.size(), FEATURES.size());
        }
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(60)
                .objective(objective)
                .seed(3)
                .subsample(0.8)
                .build();
        try (XGBoostFit fit = regressor.train(data(3000, 1))) {
            double[] portable = new double[count];
            fit.trained().model().predictBatch(rows, count, portable);

            assertThat(portable).isEqualTo(fit.nativePredict(rows, count));
        }
    }

    @Test
    void predictsTheSameFloatsWithEveryKnobTurned() {
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(40)
                .maxDepth(9)
                .learningRate(0.1)
                .minChildWeight(3)
                .subsample(0.7)
                .columnSample(0.6)
                .l1(0.5)
                .l2(2)
                .gamma(5)
                .maxBins(32)
                .seed(11)
                .threads(2)
                .build();
        TrainingSet data = data(3000, 2);
        try (XGBoostFit fit = regressor.train(data)) {
            double[] portable = new double[data.size()];
            fit.trained().model().predictBatch(data.toArray(), data.size(), portable);

            assertThat(portable).isEqualTo(fit.nativePredict(data.toArray(), data.size()));
        }
    }

    @Test
    void learnsWhatTheLabelDependsOn() {
        TrainingSet test = data(1000, 5);

        TrainedModel trained = XGBoostRegressor.builder().trees(80).build().fit(data(4000, 4));

        double squared = 0;
        double[] row = new double[FEATURES.size()];
        for (int i = 0; i < test.size(); i++) {
            double error = trained.model().predict(test.copyRow(i, row)) - test.label(i);
            squared += error * error;
        }
        // The label's own noise has a standard deviation of 0.65, and a missing season hides 2 more in a tenth of the
        // rows.
        assertThat(Math.sqrt(squared / test.size())).isLessThan(1.5);
    }

    @Test
    void sharesOutTheGainOfAllSplits() {
        TrainedModel trained = XGBoostRegressor.builder().trees(30).build().fit(data(3000, 6));

        List<FeatureImportance> importance = trained.importance();
        assertThat(importance).hasSize(5);
        assertThat(importance.get(0).feature()).isEqualTo("signal");
        assertThat(importance.get(1).feature()).isEqualTo("season");
        assertThat(importance.stream().mapToDouble(FeatureImportance::share).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void givesTheSameModelForTheSameSeed() {
        XGBoostRegressor regressor =
                XGBoostRegressor.builder().trees(10).subsample(0.5).seed(7).build();

        EncodedModel one =
                ModelCodecs.installed().encode(regressor.fit(data(500, 8)).model());
        EncodedModel two =
                ModelCodecs.installed().encode(regressor.fit(data(500, 8)).model());

        assertThat(one).isEqualTo(two);
    }

    @Test
    void survivesItsStoredForm() {
        TrainingSet data = data(800, 9);
        Model model = XGBoostRegressor.builder()
                .trees(20)
                .objective(Objective.POISSON)
                .build()
                .fit(data)
                .model();
        double[] expected = new double[data.size()];
        double[] actual = new double[data.size()];

        Model read = ModelCodecs.installed().decode(ModelCodecs.installed().encode(model));
        model.predictBatch(data.toArray(), data.size(), expected);
        read.predictBatch(data.toArray(), data.size(), actual);

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void stopsEarlyAndThenTrainsOnAllRows() {
        TrainedModel trained = XGBoostRegressor.builder()
                .trees(2000)
                .learningRate(0.5)
                .earlyStopping(0.2, 10)
                .build()
                .fit(data(1500, 10));

        TreeEnsemble model = (TreeEnsemble) trained.model();
        assertThat(model.trees()).isBetween(2, 200);
        assertThat(trained.provenance().parameters())
                .containsEntry("trees", Integer.toString(model.trees()))
                .containsEntry("early_stopping_most_trees", "2000");
        assertThat(trained.provenance().rows()).isEqualTo(1500);
    }

    @Test
    void remembersHowItWasTrained() {
        TrainingSet data = data(300, 11);

        TrainedModel trained =
                XGBoostRegressor.builder().trees(5).seed(42).build().fit(data);

        assertThat(trained.provenance().library()).isEqualTo("xgboost4j 2.1.4");
        assertThat(trained.provenance().dataFingerprint()).isEqualTo(data.fingerprint());
        assertThat(trained.provenance().parameters())
                .containsEntry("seed", "42")
                .containsEntry("objective", "reg:squarederror")
                .containsEntry("max_depth", "6");
        assertThat(trained.metric("rmse").orElseThrow())
                .isEqualTo(new TrainingMetric(
                        "rmse",
                        Evaluation.of(trained.model(), data, Metrics.RMSE).value(Metrics.RMSE),
                        300));
    }

    @Test
    void handsOutXGBoostsOwnModelUntilItIsClosed() {
        XGBoostFit fit = XGBoostRegressor.builder().trees(2).build().train(data(100, 12));

        assertThat(new String(fit.nativeModel(), StandardCharsets.UTF_8)).startsWith("{\"learner\"");
        fit.close();
        fit.close();

        assertThat(fit.trained().model().predict(new double[5])).isFinite();
        assertThatThrownBy(fit::nativeModel)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> fit.nativePredict(new double[5], 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void predictsAConstantWhereThereIsNothingToLearn() {
        TrainingSet.Builder data = TrainingSet.builder(List.of("a"), "y");
        for (int i = 0; i < 20; i++) {
            data.add(new double[] {1}, 7, i, "");
        }

        TrainedModel trained = XGBoostRegressor.builder().trees(3).build().fit(data.build());

        assertThat(trained.model().predict(new double[] {1})).isCloseTo(7, within(1e-5));
        assertThat(trained.importance()).isEmpty();
    }

    @Test
    void refusesDataItCannotLearnFrom() {
        XGBoostRegressor regressor = XGBoostRegressor.builder().trees(2).build();
        TrainingSet.Builder huge = TrainingSet.builder(List.of("a"), "y").add(new double[] {1e300}, 1, 0, "");
        TrainingSet.Builder label = TrainingSet.builder(List.of("a"), "y").add(new double[] {1}, 1e300, 0, "");
        TrainingSet.Builder negative = TrainingSet.builder(List.of("a"), "y").add(new double[] {1}, -1, 0, "");
        TrainingSet.Builder timeless = TrainingSet.builder(List.of("a"), "y");
        for (int i = 0; i < 10; i++) {
            timeless.add(new double[] {i}, i, 0, "");
        }

        assertThatThrownBy(() ->
                        regressor.fit(TrainingSet.builder(List.of("a"), "y").build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> regressor.fit(huge.build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'a' is 1.0E300 in row 0");
        assertThatThrownBy(() -> regressor.fit(label.build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("label 'y'");
        assertThatThrownBy(() -> XGBoostRegressor.builder()
                        .objective(Objective.POISSON)
                        .build()
                        .fit(negative.build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'y' is -1.0 in row 0");
        assertThatThrownBy(() ->
                        XGBoostRegressor.builder().earlyStopping(0.2, 5).build().fit(timeless.build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("different times");
    }

    @Test
    void refusesParametersOutOfRangeAtTheCall() {
        XGBoostRegressor.Builder builder = XGBoostRegressor.builder();

        assertThatThrownBy(() -> builder.trees(0)).hasMessage("The number of trees must be 1 to 100000, got 0");
        assertThatThrownBy(() -> builder.maxDepth(31)).hasMessageContaining("31");
        assertThatThrownBy(() -> builder.learningRate(0)).hasMessageContaining("learning rate");
        assertThatThrownBy(() -> builder.minChildWeight(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> builder.subsample(1.1)).hasMessageContaining("1.1");
        assertThatThrownBy(() -> builder.columnSample(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> builder.l1(Double.POSITIVE_INFINITY)).hasMessageContaining("Infinity");
        assertThatThrownBy(() -> builder.l2(-0.1)).hasMessageContaining("L2");
        assertThatThrownBy(() -> builder.gamma(-1)).hasMessageContaining("gain");
        assertThatThrownBy(() -> builder.maxBins(1)).hasMessageContaining("bins");
        assertThatThrownBy(() -> builder.seed(-1)).hasMessageContaining("seed");
        assertThatThrownBy(() -> builder.threads(0)).hasMessageContaining("threads");
        assertThatThrownBy(() -> builder.earlyStopping(0, 5)).hasMessageContaining("latest rows");
        assertThatThrownBy(() -> builder.earlyStopping(0.2, 0)).hasMessageContaining("patience");
        assertThatThrownBy(() -> Objective.tweedie(2)).hasMessageContaining("2.0");
        assertThatThrownBy(() -> Objective.quantile(1)).hasMessageContaining("1.0");
    }
}
