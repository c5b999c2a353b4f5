package io.mlpipeline.models.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static TrainingSet rows(double... labels) {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("a"), "y");
        for (double label : labels) {
            rows.add(new double[] {label}, label, 0, "");
        }
        return rows.build();
    }

    @Test
    void countsClasses() {
        assertThat(TrainingData.classCounts(rows(0, 1, 1, 2))).containsExactly(1, 2, 1);
        assertThat(TrainingData.classCounts(rows(0, 1).withClasses(List.of("x", "y", "z"))))
                .containsExactly(1, 1, 0);
        assertThat(TrainingData.classNames(List.of(), 2)).containsExactly("0", "1");
    }

    @Test
    void refusesLabelsThatAreNoClasses() {
        assertThatThrownBy(() -> TrainingData.classCounts(rows())).hasMessageContaining("empty");
        assertThatThrownBy(() -> TrainingData.classCounts(rows(0, 0.5)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'y' of row 1 is 0.5");
        assertThatThrownBy(() -> TrainingData.classCounts(rows(0, -1))).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> TrainingData.classCounts(rows(0, 1e9))).hasMessageContaining("65536 at most");
        assertThatThrownBy(() -> TrainingData.classCounts(rows(1, 1))).hasMessageContaining("two classes or more");
        assertThatThrownBy(() -> TrainingData.classCounts(rows(0, 1, 3)))
                .hasMessageContaining("'y' = 2")
                .hasMessageContaining("withClasses");
    }

    @Test
    void refusesDataThatALearnerCannotTake() {
        TrainingSet missing = TrainingSet.builder(List.of("a"), "y")
                .add(new double[] {Double.NaN}, 1, 0, "")
                .build();

        assertThatThrownBy(() -> TrainingData.requireFinite(missing, "a forest"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'a' is missing, NaN or infinite in 1 rows, which a forest cannot learn from")
                .hasMessageContaining("imputeMedian()");
        assertThatThrownBy(() -> TrainingData.requireVaryingLabel(rows(7, 7))).hasMessageContaining("'y' = 7.0");
        assertThatThrownBy(() -> TrainingData.requireUnweighted(rows(1, 2).withWeights(new double[] {1, 2}), "it"))
                .hasMessageContaining("weights, which it cannot take");
        assertThatCode(() -> TrainingData.requireVaryingLabel(rows(7, 8))).doesNotThrowAnyException();
    }

    @Test
    void refusesParametersOutOfRange() {
        assertThatThrownBy(() -> Ranges.nonNegative("penalty", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The penalty must be finite and 0 or more, got -1.0");
        assertThatThrownBy(() -> Ranges.nonNegative("penalty", Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void sharesOutEffects() {
        assertThat(Importance.shares(List.of("a", "b"), new double[] {1, 3}))
                .containsExactly(new FeatureImportance("a", 0.25), new FeatureImportance("b", 0.75));
        assertThat(Importance.shares(List.of("a"), new double[1])).isEmpty();
    }

    @Test
    void refusesAnExportThatPredictsSomethingElse() {
        LinearModel twice = LinearModel.of(List.of("a"), new double[] {2}, 0);
        TrainingSet data = rows(1, 2, 3);

        assertThatCode(() -> Replay.verify(twice, (x, out) -> out[0] = 2 * x[0], data, x -> 0))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        Replay.verify(twice, (x, out) -> out[0] = x[0] == 3 ? 6.00001 : 2 * x[0], data, x -> 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[6.0]")
                .hasMessageContaining("[6.00001]")
                .hasMessageContaining("[3.0]");
        assertThatThrownBy(() -> Replay.verify(twice, (x, out) -> out[0] = Double.NaN, data, x -> 1e300))
                .isInstanceOf(IllegalStateException.class);
    }
}
