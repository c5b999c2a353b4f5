package io.mlpipeline.models.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.model.TrainingSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values are scikit-learn's; {@code metrics.py} beside the table made them. */
class MetricsTest {
    private static List<String> lines;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = MetricsTest.class.getResourceAsStream("metrics.csv")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static double expected(String metric) {
        return lines.stream()
                .filter(line -> line.startsWith("# " + metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 3)))
                .findFirst()
                .orElseThrow();
    }

    private static double[] column(int column) {
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .mapToDouble(line -> Double.parseDouble(line.split(",")[column]))
                .toArray();
    }

    private static TrainingSet labels(double... labels) {
        TrainingSet.Builder set = TrainingSet.builder(List.of("x"), "y");
        for (double label : labels) {
            set.add(new double[1], label, 0, "");
        }
        return set.build();
    }

    private static Metric metric(String name) {
        return switch (name) {
            case "mae" -> Metrics.MAE;
            case "rmse" -> Metrics.RMSE;
            case "wape" -> Metrics.WAPE;
            case "r2" -> Metrics.R2;
            case "bias" -> Metrics.BIAS;
            default -> Metrics.pinball(Double.parseDouble(name.substring("pinball-".length())));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"mae", "rmse", "wape", "r2", "bias", "pinball-0.1", "pinball-0.5", "pinball-0.9"})
    void agreesWithScikitLearn(String name) {
        Metric metric = metric(name);

        assertThat(metric.name()).isEqualTo(name);
        assertThat(metric.of(labels(column(0)), column(1))).isCloseTo(expected(name), within(1e-12));
    }

    @Test
    void hasNoValueWhereTheDefinitionDividesByZero() {
        assertThat(Metrics.WAPE.of(labels(0, 0), new double[] {1, 2})).isNaN();
        assertThat(Metrics.R2.of(labels(3, 3), new double[] {1, 2})).isNaN();
    }

    @Test
    void knowsWhichWayIsBetter() {
        assertThat(Metrics.R2.higherIsBetter()).isTrue();
        assertThat(Metrics.MAE.higherIsBetter()).isFalse();
        assertThat(new Score("mae", 1, false).isBetterThan(new Score("mae", 2, false)))
                .isTrue();
        assertThat(new Score("r2", 0.9, true).isBetterThan(new Score("r2", 0.8, true)))
                .isTrue();
        assertThat(new Score("bias", -1, false).isBetterThan(new Score("bias", 2, false)))
                .isTrue();
        assertThat(new Score("mae", Double.NaN, false).isBetterThan(new Score("mae", 2, false)))
                .isFalse();
        assertThat(new Score("mae", 2, false).isBetterThan(new Score("mae", Double.NaN, false)))
                .isTrue();
        assertThatThrownBy(() -> new Score("mae", 2, false).isBetterThan(new Score("rmse", 2, false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPredictionsThatAreNotOneARow() {
        assertThatThrownBy(() -> Metrics.MAE.of(labels(1, 2), new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Metric 'mae' got 1 predictions for 2 rows");
        assertThatThrownBy(() -> Metrics.MAE.of(labels(), new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Metrics.pinball(1)).hasMessageContaining("1.0");
    }
}
