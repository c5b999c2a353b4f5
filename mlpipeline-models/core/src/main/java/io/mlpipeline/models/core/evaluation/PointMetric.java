package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;

/** A metric that looks at labels, predictions and weights alone, not at whom or when they belong to. */
record PointMetric(String name, boolean higherIsBetter, Formula formula) implements Metric {
    /** The definition. */
    @FunctionalInterface
    interface Formula {
        double of(double[] actual, double[] predicted, double[] weights);
    }

    @Override
    public double of(TrainingSet actual, double[] predicted) {
        if (actual.size() == 0 || predicted.length != actual.size()) {
            throw new IllegalArgumentException(
                    "Metric '" + name + "' got " + predicted.length + " predictions for " + actual.size() + " rows");
        }
        return formula.of(actual.labels(), predicted, weights(actual));
    }

    static double[] weights(TrainingSet rows) {
        double[] weights = new double[rows.size()];
        Arrays.setAll(weights, rows::weight);
        return weights;
    }

    @Override
    public String toString() {
        return name;
    }
}
