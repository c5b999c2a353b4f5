package io.mlpipeline.models.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.model.TrainingMetric;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All expected values are calculated by hand. */
class TrainingMetricsTest {
    private static TrainingSet rows(double[] features, double... labels) {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("a"), "y");
        for (int i = 0; i < labels.length; i++) {
            rows.add(new double[] {features[i]}, labels[i], 0, "");
        }
        return rows.build();
    }

    private static Map<String, Double> byName(List<TrainingMetric> metrics) {
        return metrics.stream().collect(Collectors.toMap(TrainingMetric::name, TrainingMetric::value));
    }

    @Test
    void judgesARegression() {
        LinearModel model = LinearModel.of(List.of("a"), new double[] {1}, 0);

        List<TrainingMetric> metrics = TrainingMetrics.of(model, rows(new double[] {1, 2, 3, 4}, 1, 2, 3, 8));

        // One error of 4; the mean label is 3.5, the squares about it sum to 29.
        assertThat(metrics).extracting(TrainingMetric::name).containsExactly("rmse", "mae", "r2");
        assertThat(metrics).allMatch(each -> each.rows() == 4);
        assertThat(byName(metrics).get("rmse")).isEqualTo(2);
        assertThat(byName(metrics).get("mae")).isEqualTo(1);
        assertThat(byName(metrics).get("r2")).isCloseTo(1 - 16.0 / 29, within(1e-15));
    }

    @Test
    void countsRowsByTheirWeights() {
        LinearModel model = LinearModel.of(List.of("a"), new double[] {1}, 0);
        TrainingSet rows = rows(new double[] {1, 2}, 1, 5).withWeights(new double[] {3, 1});

        assertThat(byName(TrainingMetrics.of(model, rows)).get("mae")).isEqualTo(0.75);
    }

    @Test
    void leavesOutWhatTheRowsGiveNoValueFor() {
        LinearModel model = LinearModel.of(List.of("a"), new double[] {1}, 0);

        assertThat(byName(TrainingMetrics.of(model, rows(new double[] {1, 2}, 2, 2))))
                .containsOnlyKeys("rmse", "mae");
        assertThat(TrainingMetrics.of(model, rows(new double[] {Double.NaN}, 2)))
                .isEmpty();
    }

    @Test
    void judgesClasses() {
        LogisticModel two = LogisticModel.of(List.of("a"), List.of("no", "yes"), new double[] {1}, 0);
        MultinomialModel three = MultinomialModel.of(
                List.of("a"), List.of("x", "y", "z"), new double[] {0, 0, 0}, new double[] {0, 0, 0});
        TrainingSet rows = rows(new double[] {0, 0}, 1, 0);

        Map<String, Double> ofTwo = byName(TrainingMetrics.of(two, rows));
        Map<String, Double> ofThree = byName(TrainingMetrics.of(three, rows));

        assertThat(ofTwo).containsOnlyKeys("log-loss", "accuracy", "roc-auc");
        assertThat(ofTwo.get("log-loss")).isCloseTo(Math.log(2), within(1e-15));
        assertThat(ofTwo.get("roc-auc")).isEqualTo(0.5);
        assertThat(ofThree).containsOnlyKeys("log-loss", "accuracy");
        assertThat(ofThree.get("log-loss")).isCloseTo(Math.log(3), within(1e-15));
        assertThat(ofThree.get("accuracy")).isEqualTo(0.5);
    }

    @Test
    void judgesAnEvenPartOfManyRows() {
        int count = 3 * TrainingMetrics.ROWS;
        double[] features = new double[count];
        double[] labels = new double[count];
        for (int i = 0; i < count; i++) {
            features[i] = i % 7;
            labels[i] = i % 7 + 2;
        }

        List<TrainingMetric> metrics =
                TrainingMetrics.of(LinearModel.of(List.of("a"), new double[] {1}, 0), rows(features, labels));

        assertThat(metrics).allMatch(each -> each.rows() == TrainingMetrics.ROWS);
        assertThat(byName(metrics).get("rmse")).isEqualTo(2);
    }
}
