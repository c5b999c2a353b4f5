package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;

/** A metric that looks at labels and predictions alone, not at whom or when they belong to. */
record PointMetric(String name, boolean higherIsBetter, Formula formula) implements Metric {
    /** The definition. */
    @FunctionalInterface
    interface Formula {
        double of(double[] actual, double[] predicted);
    }

    @Override
    public double of(TrainingSet actual, double[] predicted) {
        if (actual.size() == 0 || predicted.length != actual.size()) {
            throw new IllegalArgumentException(
                    "Metric '" + name + "' got " + predicted.length + " predictions for " + actual.size() + " rows");
        }
        return formula.of(actual.labels(), predicted);
    }

    @Override
    public String toString() {
        return name;
    }
}
