package io.mlpipeline.models.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected values are scikit-learn's; {@code references.py} beside them made them. */
class ReferenceMetricsTest {
    private static final List<Metric> METRICS = Stream.concat(
                    Stream.of(
                            Metrics.MAE,
                            Metrics.RMSE,
                            Metrics.R2,
                            Metrics.MAPE,
                            Metrics.SMAPE,
                            Metrics.WAPE,
                            Metrics.BIAS,
                            Metrics.pinball(0.2),
                            Metrics.POISSON_DEVIANCE,
                            Metrics.GAMMA_DEVIANCE,
                            Metrics.tweedieDeviance(1.5),
                            ClassMetrics.ACCURACY,
                            ClassMetrics.LOG_LOSS,
                            ClassMetrics.BRIER,
                            ClassMetrics.ROC_AUC,
                            ClassMetrics.PR_AUC),
                    Stream.of(Averaging.values())
                            .flatMap(each -> Stream.of(
                                    ClassMetrics.precision(each), ClassMetrics.recall(each), ClassMetrics.f1(each))))
            .toList();

    private static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = ReferenceMetricsTest.class.getResourceAsStream("references.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(in).get("cases").spliterator(), false);
        }
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    static TrainingSet labelled(double... labels) {
        TrainingSet.Builder set = TrainingSet.builder(List.of("x"), "y");
        for (double label : labels) {
            set.add(new double[1], label, 0, "");
        }
        return set.build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithScikitLearn(JsonNode reference) {
        TrainingSet actual = labelled(doubles(reference.get("labels"))).withWeights(doubles(reference.get("weights")));
        double[] predicted = doubles(reference.get("predicted"));

        assertThat(reference.get("scores").size()).isGreaterThan(8);
        reference.get("scores").fields().forEachRemaining(score -> {
            Metric metric = METRICS.stream()
                    .filter(each -> each.name().equals(score.getKey()))
                    .findFirst()
                    .orElseThrow();
            assertThat(metric.of(actual, predicted))
                    .as("%s of %s", score.getKey(), reference.get("name"))
                    .isCloseTo(score.getValue().asDouble(), within(1e-12));
        });
        if (reference.has("confusion")) {
            ConfusionMatrix matrix = ConfusionMatrix.of(actual, predicted);
            for (int i = 0; i < reference.get("confusion").size(); i++) {
                for (int j = 0; j < reference.get("confusion").size(); j++) {
                    assertThat(matrix.weight(i, j))
                            .isCloseTo(reference.get("confusion").get(i).get(j).asDouble(), within(1e-12));
                }
            }
        }
        if (reference.has("calibration")) {
            CalibrationCurve curve = CalibrationCurve.of(actual, predicted, 7);
            assertThat(curve.bins().stream()
                            .mapToDouble(CalibrationCurve.Bin::observed)
                            .toArray())
                    .containsExactly(doubles(reference.get("calibration").get(0)), within(1e-12));
            assertThat(curve.bins().stream()
                            .mapToDouble(CalibrationCurve.Bin::predicted)
                            .toArray())
                    .containsExactly(doubles(reference.get("calibration").get(1)), within(1e-12));
        }
    }

    @Test
    void hasNoValueWhereOneClassHasAllRows() {
        assertThat(ClassMetrics.ROC_AUC.of(labelled(1, 1), new double[] {0.1, 0.2}))
                .isNaN();
        assertThat(ClassMetrics.PR_AUC.of(labelled(0, 0), new double[] {0.1, 0.2}))
                .isNaN();
        assertThat(Metrics.MAPE.of(labelled(0, 1), new double[] {0.1, 0.2})).isNaN();
    }

    @Test
    void refusesWhatIsNoClassOrNoProbability() {
        assertThatThrownBy(() -> ClassMetrics.ACCURACY.of(labelled(0, 2), new double[] {0.1, 0.2}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("label 'y' of row 1 is 2.0")
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> ClassMetrics.ROC_AUC.of(labelled(0, 1), new double[] {0.1, 1.2}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("row 1 is predicted 1.2");
        assertThatThrownBy(() -> ClassMetrics.BRIER.of(labelled(), new double[0]))
                .hasMessageContaining("0 rows");
        assertThatThrownBy(() -> ClassMetrics.f1(Averaging.BINARY).of(labelled(0), new double[] {0.5, 0.2, 0.3}))
                .hasMessageContaining("Averaging.MACRO");
        assertThatThrownBy(() -> Metrics.POISSON_DEVIANCE.of(labelled(1), new double[] {0}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("prediction 0.0");
        assertThatThrownBy(() -> Metrics.tweedieDeviance(2)).hasMessageContaining("between 1 and 2");
    }

    @Test
    void choosesTheCheapestThreshold() {
        TrainingSet actual = labelled(0, 1, 0, 1, 1);
        double[] predicted = {0.1, 0.4, 0.5, 0.8, 0.9};

        // At 0.8: one miss. At 0.4: one false alarm. At 0.9: two misses.
        assertThat(ThresholdChoice.cheapest(actual, predicted, 5, 1)).isEqualTo(new ThresholdChoice(0.8, 1, 0, 1));
        assertThat(ThresholdChoice.cheapest(actual, predicted, 1, 5)).isEqualTo(new ThresholdChoice(0.4, 1, 1, 0));
        assertThat(ThresholdChoice.cheapest(actual, predicted, 1, 0).threshold())
                .isGreaterThan(1);
        assertThat(ConfusionMatrix.of(actual, predicted, 0.8).weight(1, 0)).isEqualTo(1);
        assertThatThrownBy(() -> ThresholdChoice.cheapest(actual, predicted, -1, 1))
                .hasMessageContaining("0 or more");
    }
}
