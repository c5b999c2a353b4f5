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
    void refusesALabelThatIsNoNumberAndAShortVector() {
        assertThatThrownBy(() -> builder().add(new double[] {1, 1}, Double.NaN, 0, ""))
                .hasMessageContaining("label 'y' of row 2 is NaN");
        assertThatThrownBy(() -> builder().add(new double[] {1}, 1, 0, ""))
                .hasMessageContaining("1 values for 2 features");
    }
}
