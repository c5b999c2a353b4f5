package io.mlpipeline.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static TrainingSet.Builder builder() {
        return TrainingSet.builder(List.of("a", "b"), "y")
                .add(new double[] {1, Double.NaN}, 10, 5, "k1")
                .add(new double[] {2, 3}, 20, 6, "k2");
    }

    @Test
    void keepsVectorsLabelsTimesAndKeys() {
        TrainingSet set = builder().build();

        assertThat(set.size()).isEqualTo(2);
        assertThat(set.value(0, 1)).isNaN();
        assertThat(set.copyRow(1, new double[2])).containsExactly(2, 3);
        assertThat(set.labels()).containsExactly(10, 20);
        assertThat(set.time(1)).isEqualTo(6);
        assertThat(set.key(1)).isEqualTo("k2");
    }

    @Test
    void fingerprintsItsContent() {
        assertThat(builder().build().fingerprint())
                .isEqualTo(builder().build().fingerprint())
                .hasSize(64)
                .isNotEqualTo(builder().build().where(row -> row == 0).fingerprint())
                .isNotEqualTo(
                        builder().add(new double[] {1, 1}, 1, 1, "").build().fingerprint());
    }

    @Test
    void takesSubsetsInOrder() {
        assertThat(builder().build().where(row -> row == 1).labels()).containsExactly(20);
    }

    @Test
    void carriesClassesAndWeightsIntoSubsets() {
        TrainingSet set = TrainingSet.builder(List.of("a"), "y")
                .add(new double[] {1}, 0, 0, "")
                .add(new double[] {2}, 1, 0, "")
                .build();

        TrainingSet named = set.withClasses(List.of("no", "yes")).withWeights(new double[] {0.5, 2});

        assertThat(set.isWeighted()).isFalse();
        assertThat(set.weight(1)).isEqualTo(1);
        assertThat(named.where(row -> row == 1).weight(0)).isEqualTo(2);
        assertThat(named.where(row -> row == 1).classes()).containsExactly("no", "yes");
        assertThat(named.fingerprint())
                .isNotEqualTo(set.fingerprint())
                .isNotEqualTo(set.withClasses(List.of("no", "yes")).fingerprint())
                .isNotEqualTo(set.withWeights(new double[] {0.5, 2}).fingerprint());
    }

    @Test
    void refusesLabelsThatAreNoClassesAndWrongWeights() {
        TrainingSet set = builder().build();

        assertThatThrownBy(() -> set.withClasses(List.of("no", "yes")))
                .hasMessageContaining("label 'y' of row 0 is 10.0")
                .hasMessageContaining("[no, yes]");
        assertThatThrownBy(() -> set.withClasses(List.of("no", "no"))).hasMessageContaining("[no, no]");
        assertThatThrownBy(() -> set.withWeights(new double[1])).hasMessageContaining("1 weights for 2 rows");
        assertThatThrownBy(() -> set.withWeights(new double[] {1, Double.NaN})).hasMessageContaining("row 1");
        assertThatThrownBy(() -> set.withWeights(new double[2])).hasMessageContaining("All 2 weights");
    }

    @Test
    void refusesALabelThatIsNoNumberAndAShortVector() {
        assertThatThrownBy(() -> builder().add(new double[] {1, 1}, Double.NaN, 0, ""))
                .hasMessageContaining("label 'y' of row 2 is NaN");
        assertThatThrownBy(() -> builder().add(new double[] {1}, 1, 0, ""))
                .hasMessageContaining("1 values for 2 features");
    }
}
