package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private final LinearModel model = LinearModel.of(List.of("a", "b", "c"), new double[] {1, -2, 0.5}, 10);

    @Test
    void addsTheWeightedFeaturesAndTheIntercept() {
        assertThat(model.predict(new double[] {1, 2, 4})).isEqualTo(9);
        assertThat(model.predict(new double[] {0, 0, 0})).isEqualTo(10);
    }

    @Test
    void addsInTheOrderOfTheFeaturesAndTheInterceptLast() {
        LinearModel sum = LinearModel.of(List.of("a", "b", "c"), new double[] {1, 1, 1}, 1);

        // (1e16 + 1) + 1 loses both ones, and then -1e16 + 1 leaves one.
        assertThat(sum.predict(new double[] {1e16, 1, -1e16})).isEqualTo(1);
        assertThat(sum.predict(new double[] {1e16, -1e16, 1})).isEqualTo(2);
    }

    @Test
    void predictsABatchAsItPredictsRows() {
        double[] out = new double[2];

        model.predictBatch(new double[] {1, 2, 4, 0, 0, 0}, 2, out);

        assertThat(out).containsExactly(9, 10);
    }

    @Test
    void givesNaNWhereAFeatureIsMissing() {
        assertThat(model.predict(new double[] {1, Double.NaN, 4})).isNaN();
    }

    @Test
    void refusesShortArrays() {
        assertThatThrownBy(() -> model.predict(new double[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.predictBatch(new double[3], 2, new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
