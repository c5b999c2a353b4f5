package io.mlpipeline.models.core.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.FeatureMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackingTest {
    /** Knows every label that it has seen, and says -1 to all else: what leakage would mistake for skill. */
    private static final class Memory implements Estimator {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public TrainedModel fit(TrainingSet data) {
            Map<Double, Double> known = new HashMap<>();
            for (int i = 0; i < data.size(); i++) {
                known.put(data.value(i, 0), data.label(i));
            }
            return trained(this, data, new Recall(data.features(), known));
        }
    }

    private record Recall(List<String> features, Map<Double, Double> known) implements Model {
        @Override
        public ModelTask task() {
            return ModelTask.REGRESSION;
        }

        @Override
        public void predict(double[] vector, double[] out) {
            out[0] = known.getOrDefault(vector[0], -1.0);
        }
    }

    /** Keeps what it was given to learn from. */
    private static final class Listener implements Estimator {
        private final List<TrainingSet> heard = new ArrayList<>();

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public TrainedModel fit(TrainingSet data) {
            heard.add(data);
            return trained(this, data, new Recall(data.features(), Map.of()));
        }
    }

    private static TrainedModel trained(Estimator estimator, TrainingSet data, Model model) {
        return new TrainedModel(
                model,
                List.of(new FeatureImportance(data.features().get(0), 1)),
                new TrainingProvenance(estimator.name(), "test", new TreeMap<>(), data.size(), data.fingerprint()));
    }

    /** Row i has value and label i, belongs to key i % 7 and happened at time i. */
    private static TrainingSet rows(int count) {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("a", "b"), "y");
        for (int i = 0; i < count; i++) {
            rows.add(new double[] {i, 1}, i, i, "k" + i % 7);
        }
        return rows.build();
    }

    @Test
    void teachesTheMetaModelPredictionsOfUnseenRowsAlone() {
        Listener meta = new Listener();

        Model stack = Stacking.builder(meta)
                .member("memory", new Memory())
                .folds(4)
                .seed(3)
                .build()
                .fit(rows(50))
                .model();

        TrainingSet heard = meta.heard.get(0);
        assertThat(heard.size()).isEqualTo(50);
        assertThat(heard.features()).containsExactly("memory");
        assertThat(heard.toArray()).containsOnly(-1);
        assertThat(heard.labels()).isEqualTo(rows(50).labels());
        // The final member has learned from all rows.
        assertThat(((StackedModel) stack).members().get(0).predict(new double[] {17, 1}))
                .isEqualTo(17);
    }

    @Test
    void keepsTheRowsOfOneKeyTogether() {
        Listener member = new Listener();

        Stacking.builder(new Listener())
                .member("m", member)
                .folds(3)
                .byKey()
                .build()
                .fit(rows(70));

        // The first fit is of all rows, then one a fold: every key is there whole or not at all.
        assertThat(member.heard).hasSize(4);
        for (TrainingSet part : member.heard) {
            Map<String, Long> counts = new HashMap<>();
            IntStream.range(0, part.size()).forEach(row -> counts.merge(part.key(row), 1L, Long::sum));
            assertThat(counts.values()).containsOnly(10L);
        }
        assertThat(member.heard.stream().skip(1).mapToInt(TrainingSet::size).sum())
                .isEqualTo(140);
    }

    @Test
    void letsOnlyThePastTeachWhereRowsAreCutByTime() {
        Listener member = new Listener();
        Listener meta = new Listener();

        Stacking.builder(meta).member("m", member).folds(3).byTime().build().fit(rows(40));

        assertThat(member.heard).extracting(TrainingSet::size).containsExactly(40, 10, 20, 30);
        assertThat(member.heard.get(1).labels())
                .isEqualTo(IntStream.range(0, 10).asDoubleStream().toArray());
        assertThat(meta.heard.get(0).labels())
                .isEqualTo(IntStream.range(10, 40).asDoubleStream().toArray());
    }

    @Test
    void dealsClassesEvenlyAndKeepsNamesAndWeights() {
        Listener member = new Listener();
        Listener meta = new Listener();
        TrainingSet.Builder rows = TrainingSet.builder(List.of("a"), "y");
        IntStream.range(0, 40).forEach(i -> rows.add(new double[] {i}, i < 4 ? 1 : 0, 0, ""));
        double[] weights = IntStream.range(1, 41).asDoubleStream().toArray();
        TrainingSet data = rows.build().withClasses(List.of("no", "yes")).withWeights(weights);

        Stacking.builder(meta).member("m", member).folds(4).build().fit(data);

        for (TrainingSet part : member.heard.subList(1, 5)) {
            assertThat(Arrays.stream(part.labels()).sum()).isEqualTo(3);
        }
        assertThat(meta.heard.get(0).classes()).containsExactly("no", "yes");
        assertThat(meta.heard.get(0).weight(7)).isEqualTo(8);
    }

    @Test
    void givesTheSameModelForTheSameSeed() {
        Stacking stacking = Stacking.builder(FeatureMean.of("m"))
                .member("m", FeatureMean.of("a"))
                .seed(5)
                .build();

        assertThat(stacking.fit(rows(30)).provenance())
                .isEqualTo(stacking.fit(rows(30)).provenance());
        assertThat(stacking.fit(rows(30)).provenance().parameters())
                .containsEntry("folds", "5")
                .containsEntry("member.m", "feature-mean, mlpipeline")
                .containsEntry("meta.features", "m");
    }

    @Test
    void sharesImportanceThroughTheMetaModel() {
        List<FeatureImportance> importance = Stacking.builder(new Listener())
                .member("m", new Listener())
                .build()
                .fit(rows(20))
                .importance();

        assertThat(importance.get(0)).isEqualTo(new FeatureImportance("a", 1));
    }

    @Test
    void refusesHoldOutsThatLeak() {
        int[] some = {0, 1, 2};

        assertThatThrownBy(() -> new HoldOut(some, new int[] {5, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Row 2 would be predicted by a model that has learned from it");
        assertThatThrownBy(() -> new HoldOut(some, new int[0])).hasMessageContaining("3 and 0");
        assertThatThrownBy(() -> new HoldOut(some, new int[] {-1})).hasMessageContaining("-1");
        assertThatThrownBy(() -> given(new HoldOut(some, new int[] {3}), new HoldOut(some, new int[] {3})))
                .hasMessageContaining("Row 3 is held out twice");
        assertThatThrownBy(() -> given(new HoldOut(some, new int[] {99}))).hasMessageContaining("no row 99");
    }

    private static TrainedModel given(HoldOut... parts) {
        return Stacking.builder(new Listener())
                .member("m", new Memory())
                .holdOuts(List.of(parts))
                .build()
                .fit(rows(20));
    }

    @Test
    void learnsFromTheRowsThatTheCallerHoldsOut() {
        Listener meta = new Listener();

        Stacking.builder(meta)
                .member("m", new Memory())
                .holdOuts(List.of(new HoldOut(new int[] {0, 1}, new int[] {4, 5, 6})))
                .build()
                .fit(rows(20));

        assertThat(meta.heard.get(0).labels()).containsExactly(4, 5, 6);
    }

    @Test
    void refusesWhatItCannotLearnFrom() {
        Stacking.Builder builder = Stacking.builder(new Listener());

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("member");
        assertThatThrownBy(() -> builder.folds(1)).hasMessageContaining("2 to 100, got 1");
        assertThatThrownBy(() -> builder.member(" ", new Memory())).isInstanceOf(IllegalArgumentException.class);
        builder.member("m", new Memory());
        assertThatThrownBy(() -> builder.member("m", new Memory())).hasMessageContaining("'m'");
        assertThatThrownBy(() -> builder.holdOuts(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> builder.build().fit(rows(0))).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> builder.build().fit(rows(3)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("5 folds need as many rows");
        builder.byKey();
        assertThatThrownBy(builder::byTime).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.folds(9).build().fit(rows(30)))
                .hasMessageContaining("9 folds need as many different keys");
    }
}
