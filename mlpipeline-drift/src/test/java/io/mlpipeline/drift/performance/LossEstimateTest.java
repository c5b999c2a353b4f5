package io.mlpipeline.drift.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Errors that grow with a feature are foreseen where that feature moves. */
class LossEstimateTest {

    /** Predicts the mean of the labels of the rows nearest in the first feature, in ten bins. */
    private record Binned(List<String> features, double[] means) implements Model {
        @Override
        public ModelTask task() {
            return ModelTask.REGRESSION;
        }

        @Override
        public void predict(double[] vector, double[] out) {
            out[0] = means[bin(vector[0])];
        }

        static int bin(double value) {
            return (int) Math.max(0, Math.min(9, value * 10));
        }
    }

    private record BinnedEstimator() implements Estimator {
        @Override
        public String name() {
            return "binned";
        }

        @Override
        public TrainedModel fit(TrainingSet data) {
            double[] sums = new double[10];
            double[] counts = new double[10];
            for (int row = 0; row < data.size(); row++) {
                sums[Binned.bin(data.value(row, 0))] += data.label(row);
                counts[Binned.bin(data.value(row, 0))]++;
            }
            for (int bin = 0; bin < 10; bin++) {
                sums[bin] /= Math.max(1, counts[bin]);
            }
            return new TrainedModel(new Binned(data.features(), sums), List.of(), provenance());
        }
    }

    private static TrainingProvenance provenance() {
        return new TrainingProvenance("binned", "test 1", new TreeMap<>(), 0, "");
    }

    @Test
    void theErrorOfOtherRowsIsForeseen() {
        Random random = new Random(5);
        TrainingSet.Builder rows = TrainingSet.builder(List.of("x"), "y");
        for (int row = 0; row < 20_000; row++) {
            double x = random.nextDouble();
            rows.add(new double[] {x}, x * random.nextGaussian(), row, "k");
        }
        Model zero = new Binned(List.of("x"), new double[10]);
        LossEstimate estimate = LossEstimate.learn(zero, PerformanceMetric.RMSE, rows.build(), new BinnedEstimator());
        double[][] high =
                random.doubles(5_000, 0.8, 1).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
        double[][] low =
                random.doubles(5_000, 0, 0.2).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
        // The standard deviation of x times a normal variable, x uniform between a and b: the root of the mean of x
        // squared.
        assertThat(estimate.of(high)).isCloseTo(Math.sqrt((1 - 0.512) / 0.6), within(0.03));
        assertThat(estimate.of(low)).isCloseTo(Math.sqrt(0.008 / 0.6), within(0.02));
    }

    @Test
    void refusesOtherFeaturesAndMetrics() {
        TrainingSet rows = TrainingSet.builder(List.of("x"), "y")
                .add(new double[] {1}, 1, 0, "k")
                .build();
        Model other = new Binned(List.of("z"), new double[10]);
        assertThatThrownBy(() -> LossEstimate.learn(other, PerformanceMetric.MAE, rows, new BinnedEstimator()))
                .hasMessageContaining("[z], the data have [x]");
        assertThatThrownBy(() -> LossEstimate.learn(other, PerformanceMetric.BRIER, rows, new BinnedEstimator()))
                .hasMessageContaining("got BRIER");
    }
}
