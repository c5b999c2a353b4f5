package io.mlpipeline.models.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import smile.math.MathEx;

class SmileForestTest {
    private static final int EQUALITY_ROWS = 100_000;
    private static final TrainingSet NUMBERS = Rows.numbers(1500, 0.5, 1);
    private static final TrainingSet TWO = Rows.classes(1500, 2, 2);
    private static final TrainingSet THREE = Rows.classes(1500, 3, 3);

    private static EncodedModel bytes(TrainedModel trained) {
        return ModelCodecs.installed().encode(trained.model());
    }

    @Test
    void predictsWhatSmilePredictsInRegression() {
        SmileFit fit = SmileForestRegressor.builder().trees(60).seed(3).build().train(NUMBERS);

        assertThat(Rows.largestDifference(fit, EQUALITY_ROWS, 0.1, 7)).isLessThanOrEqualTo(1e-12);
    }

    @Test
    void predictsWhatSmilePredictsForTwoClasses() {
        SmileFit fit = SmileForestClassifier.builder().trees(40).seed(4).build().train(TWO);

        assertThat(fit.trained().model().outputs()).isEqualTo(1);
        assertThat(Rows.largestDifference(fit, EQUALITY_ROWS, 0.1, 8)).isLessThanOrEqualTo(1e-12);
    }

    @Test
    void predictsWhatSmilePredictsForThreeClasses() {
        SmileFit fit = SmileForestClassifier.builder()
                .trees(40)
                .splitRule(SplitRule.ENTROPY)
                .maxLeaves(60)
                .subsample(0.7)
                .drawLess("class 1", 2)
                .build()
                .train(THREE);

        assertThat(fit.trained().model().classes()).containsExactly("class 0", "class 1", "class 2");
        assertThat(Rows.largestDifference(fit, EQUALITY_ROWS, 0.1, 9)).isLessThanOrEqualTo(1e-12);
    }

    @Test
    void learnsTheSignal() {
        TrainingSet fresh = Rows.numbers(500, 0, 99);
        Model model = SmileForestRegressor.builder()
                .featuresPerSplit(6)
                .build()
                .fit(NUMBERS)
                .model();
        double squares = 0;
        double total = 0;
        for (int i = 0; i < fresh.size(); i++) {
            double[] row = fresh.copyRow(i, new double[10]);
            squares += Math.pow(model.predict(row) - fresh.label(i), 2);
            total += Math.pow(fresh.label(i) - 2.5, 2);
        }

        assertThat(1 - squares / total).isGreaterThan(0.85);
    }

    @Test
    void tellsHowWellItFits() {
        TrainedModel numbers = SmileForestRegressor.builder().build().fit(NUMBERS);
        TrainedModel classes = SmileForestClassifier.builder().build().fit(TWO);

        assertThat(numbers.metric("r2").orElseThrow().value())
                .isEqualTo(Evaluation.of(numbers.model(), NUMBERS, Metrics.R2).value(Metrics.R2))
                .isGreaterThan(0.85);
        assertThat(classes.metric("accuracy").orElseThrow().value()).isGreaterThan(0.85);
    }

    @Test
    void learnsTheClasses() {
        TrainingSet fresh = Rows.classes(500, 2, 98);
        Model model = SmileForestClassifier.builder().build().fit(TWO).model();
        int right = 0;
        for (int i = 0; i < fresh.size(); i++) {
            double[] row = fresh.copyRow(i, new double[10]);
            right += (model.predict(row) >= 0.5 ? 1 : 0) == fresh.label(i) ? 1 : 0;
        }

        assertThat(right / 500.0).isGreaterThan(0.85);
    }

    @Test
    void givesMostImportanceToTheFeaturesOfTheSignal() {
        TrainedModel trained = SmileForestRegressor.builder().build().fit(NUMBERS);

        assertThat(trained.importance().subList(0, 3))
                .extracting(each -> each.feature())
                .containsExactlyInAnyOrder("f0", "f1", "f2");
        assertThat(trained.importance().stream()
                        .mapToDouble(each -> each.share())
                        .sum())
                .isBetween(0.999999, 1.000001);
    }

    @Test
    void growsTheSameForestForASeedWhateverTheThreadsAndWhoElseUsesSmile() {
        SmileForestRegressor.Builder builder =
                SmileForestRegressor.builder().trees(12).seed(11);
        EncodedModel alone = bytes(builder.build().fit(NUMBERS));
        MathEx.random();
        EncodedModel crowded = bytes(builder.threads(4).build().fit(NUMBERS));
        EncodedModel other = bytes(builder.seed(12).build().fit(NUMBERS));
        SmileForestClassifier.Builder classifier =
                SmileForestClassifier.builder().trees(8);

        assertThat(crowded).isEqualTo(alone);
        assertThat(other).isNotEqualTo(alone);
        assertThat(bytes(classifier.threads(3).build().fit(THREE)))
                .isEqualTo(bytes(classifier.threads(1).build().fit(THREE)));
    }

    @Test
    void leavesTheGeneratorOfTheCallersThreadAlone() {
        MathEx.setSeed(5);
        double first = MathEx.random();
        double second = MathEx.random();
        MathEx.setSeed(5);
        assertThat(MathEx.random()).isEqualTo(first);

        SmileForestRegressor.builder().trees(3).build().fit(NUMBERS);

        assertThat(MathEx.random()).isEqualTo(second);
    }

    @Test
    void usesAllFeaturesWhereAskedToAndGrowsStumps() {
        ForestModel stumps = (ForestModel) SmileForestRegressor.builder()
                .trees(5)
                .featuresPerSplit(10)
                .maxDepth(1)
                .build()
                .fit(NUMBERS)
                .model();

        assertThat(stumps.trees()).isEqualTo(5);
        assertThat(stumps.nodes()).isEqualTo(15);
    }

    @Test
    void tellsOfEveryTreeAndRemembersItsParameters() {
        List<TrainingProgress> told = new ArrayList<>();

        TrainedModel trained = SmileForestClassifier.builder()
                .trees(4)
                .onProgress(told::add)
                .build()
                .fit(TWO);

        assertThat(told).extracting(TrainingProgress::done).containsExactly(1, 2, 3, 4);
        assertThat(told.get(3)).isEqualTo(new TrainingProgress(4, 4, OptionalDouble.empty()));
        assertThat(trained.provenance().library()).isEqualTo("smile-core 2.6.0");
        assertThat(trained.provenance().dataFingerprint()).isEqualTo(TWO.fingerprint());
        assertThat(trained.provenance().parameters())
                .containsEntry("trees", "4")
                .containsEntry("split_rule", "gini")
                .doesNotContainKey("threads");
    }

    @Test
    void endsWhenCancelledOrInterrupted() {
        SmileForestRegressor.Builder builder = SmileForestRegressor.builder().trees(200);
        List<TrainingProgress> told = new ArrayList<>();

        assertThatThrownBy(() -> builder.onProgress(told::add)
                        .cancelWhen(() -> told.size() == 3)
                        .build()
                        .fit(NUMBERS))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("after tree 3 of 200");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> builder.build().fit(NUMBERS)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesDataItCannotLearnFrom() {
        Estimator regressor = SmileForestRegressor.builder().build();
        Estimator classifier = SmileForestClassifier.builder().build();
        TrainingSet none = NUMBERS.where(row -> false);
        TrainingSet missing = TrainingSet.builder(List.of("a", "b"), "y")
                .add(new double[] {1, Double.NaN}, 0, 0, "")
                .add(new double[] {1, Double.POSITIVE_INFINITY}, 1, 0, "")
                .build();
        TrainingSet weighted = NUMBERS.withWeights(
                DoubleStream.generate(() -> 2).limit(NUMBERS.size()).toArray());

        for (Estimator each : List.of(regressor, classifier)) {
            assertThatThrownBy(() -> each.fit(none))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("empty");
            assertThatThrownBy(() -> each.fit(missing))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("'b' is missing, NaN or infinite in 2 rows")
                    .hasMessageContaining("imputeMedian()");
        }
        assertThatThrownBy(() -> regressor.fit(weighted)).hasMessageContaining("weights");
        assertThatThrownBy(() -> regressor.fit(NUMBERS.where(row -> row == 3)))
                .hasMessageContaining("nothing to learn");
        assertThatThrownBy(() -> classifier.fit(TWO.where(row -> TWO.label(row) == 1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("two classes or more");
        assertThatThrownBy(() -> classifier.fit(NUMBERS)).hasMessageContaining("which is no class");
        assertThatThrownBy(() -> SmileForestRegressor.builder()
                        .featuresPerSplit(11)
                        .build()
                        .fit(NUMBERS))
                .hasMessageContaining("11 features, but there are 10");
        assertThatThrownBy(() -> SmileForestClassifier.builder()
                        .drawLess("class 9", 2)
                        .build()
                        .fit(TWO))
                .hasMessageContaining("'class 9'")
                .hasMessageContaining("[class 0, class 1]");
    }

    @Test
    void refusesMoreClassesThanMemoryAllows() {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("a"), "id");
        for (int i = 0; i < 20_000; i++) {
            rows.add(new double[] {i}, i, 0, "");
        }

        assertThatThrownBy(() -> SmileForestClassifier.builder().build().fit(rows.build()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'id' has 20000 classes")
                .hasMessageContaining("regression");
    }

    @Test
    void refusesParametersOutOfRangeAtTheCall() {
        SmileForestClassifier.Builder builder = SmileForestClassifier.builder();

        assertThatThrownBy(() -> builder.trees(0)).hasMessage("The number of trees must be 1 to 10000, got 0");
        assertThatThrownBy(() -> builder.featuresPerSplit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxDepth(101)).hasMessageContaining("1 to 100, got 101");
        assertThatThrownBy(() -> builder.maxLeaves(1)).hasMessageContaining("got 1");
        assertThatThrownBy(() -> builder.minLeafRows(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> builder.subsample(1.5)).hasMessageContaining("got 1.5");
        assertThatThrownBy(() -> builder.threads(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> builder.drawLess("a", 0)).hasMessageContaining("'a'");
    }
}
