package io.mlpipeline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.ClassPrediction;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingMetric;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XGBoostClassifierTest {
    private static final List<String> FEATURES = List.of("x", "y", "noise");

    /** A tenth of the values missing. */
    private static double[] row(SplittableRandom random) {
        double[] row = {random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble()};
        for (int i = 0; i < row.length; i++) {
            row[i] = random.nextInt(10) == 0 ? Double.NaN : row[i];
        }
        return row;
    }

    /** The class is a sector of the plane, one row in ten excepted. */
    private static TrainingSet data(int rows, int classes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder data = TrainingSet.builder(FEATURES, "sector");
        for (int i = 0; i < rows; i++) {
            double[] row = row(random);
            double turn = Math.atan2(Double.isNaN(row[1]) ? 0 : row[1], Double.isNaN(row[0]) ? 0 : row[0]) + Math.PI;
            int sector = Math.min(classes - 1, (int) (turn / (2 * Math.PI) * classes));
            data.add(row, random.nextInt(10) == 0 ? random.nextInt(classes) : sector, 0, "");
        }
        return data.build();
    }

    private static double accuracy(Model model, TrainingSet test) {
        double[] row = new double[FEATURES.size()];
        double[] out = new double[model.outputs()];
        int right = 0;
        for (int i = 0; i < test.size(); i++) {
            model.predict(test.copyRow(i, row), out);
            right += ClassPrediction.of(model, out).number() == test.label(i) ? 1 : 0;
        }
        return right / (double) test.size();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void predictsTheSameFloatsAsXGBoostForRowsItHasNeverSeen(int classes) {
        int count = 20_000;
        SplittableRandom random = new SplittableRandom(99);
        double[] rows = new double[count * FEATURES.size()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(row(random), 0, rows, i * FEATURES.size(), FEATURES.size());
        }
        XGBoostClassifier classifier =
                XGBoostClassifier.builder().trees(40).seed(3).subsample(0.8).build();
        try (XGBoostFit fit = classifier.train(data(3000, classes, 1))) {
            Model model = fit.trained().model();
            double[] portable = new double[count * model.outputs()];
            model.predictBatch(rows, count, portable);

            assertThat(model.task()).isEqualTo(classes == 2 ? ModelTask.BINARY : ModelTask.MULTICLASS);
            assertThat(portable).isEqualTo(fit.nativePredict(rows, count));
        }
    }

    @Test
    void predictsTheSameFloatsAsXGBoostWithForestsRoundByRound() {
        TrainingSet data = data(2000, 3, 21);
        XGBoostClassifier classifier =
                XGBoostClassifier.forest(7).trees(4).seed(2).build();
        try (XGBoostFit fit = classifier.train(data)) {
            double[] portable = new double[data.size() * 3];
            fit.trained().model().predictBatch(data.toArray(), data.size(), portable);

            assertThat(((TreeEnsemble) fit.trained().model()).trees()).isEqualTo(7 * 4 * 3);
            assertThat(portable).isEqualTo(fit.nativePredict(data.toArray(), data.size()));
        }
    }

    /** One category at a time below {@code max_cat_to_onehot} categories, sets of them above. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "100"})
    void predictsTheSameFloatsAsXGBoostWithCategories(String maxCatToOnehot) {
        SplittableRandom random = new SplittableRandom(5);
        TrainingSet.Builder data = TrainingSet.builder(List.of("city", "size", "plan"), "y");
        double[] row = new double[3];
        for (int i = 0; i < 4000; i++) {
            row[0] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(40);
            row[1] = random.nextDouble();
            row[2] = random.nextInt(3);
            int group = Double.isNaN(row[0]) ? 1 : (int) (row[0] * 7919) % 4;
            data.add(row, group > 1 ^ row[2] == 1 ^ random.nextInt(8) == 0 ? 1 : 0, 0, "");
        }
        XGBoostClassifier classifier = XGBoostClassifier.builder()
                .trees(30)
                .categorical("city", "plan")
                .nativeParameter("max_cat_to_onehot", maxCatToOnehot)
                .build();
        try (XGBoostFit fit = classifier.train(data.build())) {
            int count = 5000;
            double[] rows = new double[3 * count];
            for (int i = 0; i < count; i++) {
                rows[3 * i] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(60);
                rows[3 * i + 1] = random.nextDouble();
                rows[3 * i + 2] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(5);
            }
            double[] portable = new double[count];
            fit.trained().model().predictBatch(rows, count, portable);

            assertThat(((TreeEnsemble) fit.trained().model()).hasCategories()).isTrue();
            assertThat(portable).isEqualTo(fit.nativePredict(rows, count));
        }
        TrainingSet fraction = TrainingSet.builder(List.of("city", "size", "plan"), "y")
                .add(new double[] {0.5, 1, 1}, 1, 0, "")
                .add(new double[] {1, 1, 1}, 0, 0, "")
                .build();
        assertThatThrownBy(() -> classifier.fit(fraction))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'city' is 0.5 in row 0");
    }

    @Test
    void learnsTheClasses() {
        TrainedModel two = XGBoostClassifier.builder().build().fit(data(4000, 2, 4));
        TrainedModel five = XGBoostClassifier.builder().build().fit(data(4000, 5, 4));

        // One in ten labels is drawn, and a missing coordinate hides more.
        assertThat(accuracy(two.model(), data(2000, 2, 5))).isGreaterThan(0.85);
        assertThat(accuracy(five.model(), data(2000, 5, 5))).isGreaterThan(0.7);
        assertThat(two.metrics()).extracting(TrainingMetric::name).containsExactly("log-loss", "accuracy", "roc-auc");
        assertThat(five.metrics()).extracting(TrainingMetric::name).containsExactly("log-loss", "accuracy");
        assertThat(two.metric("accuracy").orElseThrow().value()).isEqualTo(accuracy(two.model(), data(4000, 2, 4)));
    }

    @Test
    void namesItsClassesAlsoOnceStored() {
        TrainingSet named = data(500, 3, 6).withClasses(List.of("left", "up", "right"));

        Model model = XGBoostClassifier.builder().trees(5).build().fit(named).model();
        Model read = ModelCodecs.installed().decode(ModelCodecs.installed().encode(model));

        assertThat(model.classes()).containsExactly("left", "up", "right");
        assertThat(read.classes()).isEqualTo(model.classes());
        assertThat(XGBoostClassifier.builder()
                        .trees(5)
                        .build()
                        .fit(data(500, 3, 6))
                        .model()
                        .classes())
                .containsExactly("0", "1", "2");
    }

    /** A row of weight 3 and three such rows are the same to the loss, whatever the library. */
    @Test
    void weighsARowAsIfItStoodThereSoOften() {
        TrainingSet data = data(300, 2, 7);
        double[] weights = new double[data.size()];
        TrainingSet.Builder repeated = TrainingSet.builder(FEATURES, "sector");
        for (int i = 0; i < data.size(); i++) {
            weights[i] = 1 + i % 3;
            for (int j = 0; j < weights[i]; j++) {
                repeated.add(data.copyRow(i, new double[3]), data.label(i), 0, "");
            }
        }
        XGBoostClassifier classifier = XGBoostClassifier.builder()
                .trees(10)
                .nativeParameter("tree_method", "exact")
                .build();

        Model weighted = classifier.fit(data.withWeights(weights)).model();
        Model copied = classifier.fit(repeated.build()).model();

        for (int i = 0; i < data.size(); i++) {
            double[] row = data.copyRow(i, new double[3]);
            assertThat(weighted.predict(row)).isCloseTo(copied.predict(row), within(1e-4));
        }
    }

    @Test
    void weighsClasses() {
        TrainingSet data = data(600, 2, 8);
        double plain = meanProbability(XGBoostClassifier.builder().trees(20).build(), data);

        assertThat(meanProbability(
                        XGBoostClassifier.builder()
                                .trees(20)
                                .classWeight("1", 5)
                                .build(),
                        data))
                .isGreaterThan(plain + 0.02);
        TrainingSet rare = data.where(row -> data.label(row) == 0 || row % 10 == 0);
        assertThat(meanProbability(
                        XGBoostClassifier.builder()
                                .trees(1)
                                .learningRate(0.01)
                                .balanced()
                                .build(),
                        rare))
                .isCloseTo(0.5, within(0.02));
    }

    private static double meanProbability(XGBoostClassifier classifier, TrainingSet data) {
        Model model = classifier.fit(data).model();
        double[] out = new double[data.size()];
        model.predictBatch(data.toArray(), data.size(), out);
        return Arrays.stream(out).average().orElseThrow();
    }

    @Test
    void followsMonotoneConstraints() {
        TrainingSet data = data(2000, 2, 9);
        Model model = XGBoostClassifier.builder()
                .monotone("y", Monotonicity.INCREASING)
                .monotone("x", Monotonicity.DECREASING)
                .build()
                .fit(data)
                .model();

        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double[] row = {random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble()};
            double here = model.predict(row);
            assertThat(model.predict(new double[] {row[0], row[1] + random.nextDouble(), row[2]}))
                    .isGreaterThanOrEqualTo(here);
            assertThat(model.predict(new double[] {row[0] + random.nextDouble(), row[1], row[2]}))
                    .isLessThanOrEqualTo(here);
        }
    }

    @Test
    void stopsEarlyOnRandomRowsAndTellsOfItsProgress() {
        List<TrainingProgress> told = new ArrayList<>();

        TrainedModel trained = XGBoostClassifier.builder()
                .trees(1000)
                .learningRate(0.5)
                .earlyStoppingAtRandom(0.25, 10)
                .onProgress(told::add)
                .build()
                .fit(data(1500, 2, 10));

        int rounds = Integer.parseInt(trained.provenance().parameters().get("trees"));
        List<TrainingProgress> searching =
                told.stream().filter(each -> each.validationError().isPresent()).toList();
        assertThat(rounds).isBetween(1, 200);
        assertThat(searching).hasSize(rounds + 10);
        assertThat(told).hasSize(2 * rounds + 10);
        double best = searching.get(rounds - 1).validationError().orElseThrow();
        assertThat(searching)
                .allMatch(each -> each.validationError().orElseThrow() >= best)
                .allMatch(each -> each.most() == 1000);
        assertThat(trained.provenance().parameters()).containsEntry("early_stopping_rows", "random");
    }

    @Test
    void endsWhenCancelled() {
        List<Integer> rounds = new ArrayList<>();

        assertThatThrownBy(() -> XGBoostClassifier.builder()
                        .onProgress(each -> rounds.add(each.done()))
                        .cancelWhen(() -> rounds.size() == 3)
                        .build()
                        .fit(data(100, 2, 11)))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("after round 3 of at most 100");
        assertThat(rounds).containsExactly(1, 2, 3);
    }

    @Test
    void refusesLabelsThatAreNoClasses() {
        XGBoostClassifier classifier = XGBoostClassifier.builder().build();

        assertThatThrownBy(() -> classifier.fit(labelled(0.5, 1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'y' of row 0 is 0.5");
        assertThatThrownBy(() -> classifier.fit(labelled(0, -1))).hasMessageContaining("row 1 is -1.0");
        assertThatThrownBy(() -> classifier.fit(labelled(0, 1e6))).hasMessageContaining("1000000.0");
        assertThatThrownBy(() -> classifier.fit(labelled(1, 1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("All rows have one label 'y'");
        assertThatThrownBy(() -> classifier.fit(labelled(0, 2))).hasMessageContaining("without gaps");
        assertThatThrownBy(() -> XGBoostClassifier.builder()
                        .trees(100_000)
                        .build()
                        .fit(labelled(0, 99).withClasses(hundred())))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("10000000 trees");
        assertThatThrownBy(() ->
                        classifier.fit(TrainingSet.builder(List.of("a"), "y").build()))
                .hasMessageContaining("empty");
    }

    private static List<String> hundred() {
        return IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
    }

    private static TrainingSet labelled(double first, double second) {
        return TrainingSet.builder(List.of("a"), "y")
                .add(new double[] {1}, first, 0, "")
                .add(new double[] {2}, second, 0, "")
                .build();
    }

    @Test
    void trainsWhereANamedClassHasNoRows() {
        TrainingSet data = labelled(0, 2).withClasses(List.of("a", "b", "c"));

        Model model = XGBoostClassifier.builder().trees(2).build().fit(data).model();

        assertThat(model.outputs()).isEqualTo(3);
    }

    @Test
    void refusesParametersThatDoNotFit() {
        XGBoostClassifier.Builder builder = XGBoostClassifier.builder();

        assertThatThrownBy(() -> builder.classWeight("a", 0)).hasMessageContaining("class 'a'");
        assertThatThrownBy(() -> builder.earlyStoppingAtRandom(0.6, 5)).hasMessageContaining("0.6");
        assertThatThrownBy(() -> builder.columnSamplePerSplit(0)).hasMessageContaining("a split");
        assertThatThrownBy(() -> builder.nativeParameter("max_deth", "3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'max_deth'")
                .hasMessageContaining("max_leaves");
        assertThatThrownBy(() -> builder.classWeight("a", 2).balanced()).hasMessageContaining("{a=2.0}");
        assertThatThrownBy(() -> builder.build().fit(labelled(0, 1))).hasMessageContaining("'a' is none of [0, 1]");
        assertThatThrownBy(() -> XGBoostClassifier.builder()
                        .monotone("z", Monotonicity.INCREASING)
                        .build()
                        .fit(labelled(0, 1)))
                .hasMessageContaining("monotone feature 'z'");
        assertThatThrownBy(() -> XGBoostClassifier.forest(10)
                        .earlyStoppingAtRandom(0.2, 5)
                        .build())
                .isInstanceOf(IllegalStateException.class);
    }
}
