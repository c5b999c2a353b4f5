package io.mlpipeline.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPredictionTest {
    /** A model of nothing but its contract. */
    private record Fixed(ModelTask task, int outputs) implements Model {
        @Override
        public List<String> features() {
            return List.of("a");
        }

        @Override
        public void predict(double[] features, double[] out) {
            out[0] = features[0];
        }
    }

    @Test
    void namesTheMostProbableClass() {
        assertThat(ClassPrediction.of(new Fixed(ModelTask.MULTICLASS, 3), new double[] {0.2, 0.5, 0.3}))
                .isEqualTo(new ClassPrediction("1", 1, 0.5));
        assertThat(ClassPrediction.of(new Fixed(ModelTask.MULTICLASS, 3), new double[] {0.4, 0.4, 0.2})
                        .number())
                .isZero();
    }

    @Test
    void takesTheSecondOfTwoClassesFromOneHalfOn() {
        Fixed binary = new Fixed(ModelTask.BINARY, 1);

        assertThat(ClassPrediction.of(binary, new double[] {0.5})).isEqualTo(new ClassPrediction("1", 1, 0.5));
        assertThat(ClassPrediction.of(binary, new double[] {0.25})).isEqualTo(new ClassPrediction("0", 0, 0.75));
        assertThat(ClassPrediction.probabilities(binary, new double[] {0.25})).containsExactly(0.75, 0.25);
    }

    @Test
    void modelsWithoutNamesOrLinksGoByNumbersAndPredictions() {
        double[] out = new double[1];

        new Fixed(ModelTask.REGRESSION, 1).margins(new double[] {4}, out);

        assertThat(out).containsExactly(4);
        assertThat(new Fixed(ModelTask.REGRESSION, 1).classes()).isEmpty();
        assertThat(new Fixed(ModelTask.MULTICLASS, 3).classes()).containsExactly("0", "1", "2");
    }

    @Test
    void refusesARegressionAndTooFewOutputs() {
        assertThatThrownBy(() -> ClassPrediction.of(new Fixed(ModelTask.REGRESSION, 1), new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no classes");
        assertThatThrownBy(() -> ClassPrediction.of(new Fixed(ModelTask.MULTICLASS, 3), new double[2]))
                .hasMessageContaining("2 of 3");
    }
}
