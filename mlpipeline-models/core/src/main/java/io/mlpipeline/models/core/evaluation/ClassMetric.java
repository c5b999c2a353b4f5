package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;

/** A metric of class probabilities. */
record ClassMetric(String name, boolean higherIsBetter, Formula formula) implements Metric {
    /** The definition. */
    @FunctionalInterface
    interface Formula {
        double of(ClassRows rows);
    }

    @Override
    public double of(TrainingSet actual, double[] predicted) {
        return formula.of(ClassRows.of(name, actual, predicted));
    }

    @Override
    public String toString() {
        return name;
    }
}
