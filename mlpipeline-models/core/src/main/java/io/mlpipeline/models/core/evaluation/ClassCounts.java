package io.mlpipeline.models.core.evaluation;

import java.util.function.IntToDoubleFunction;

/** The weight of the hits of each class, of its labels and of its predictions. */
record ClassCounts(double[] hits, double[] labels, double[] predictions) {
    static ClassCounts of(ClassRows rows) {
        double[] hits = new double[rows.classes];
        double[] labels = new double[rows.classes];
        double[] predictions = new double[rows.classes];
        for (int i = 0; i < rows.size(); i++) {
            int predicted = rows.predicted(i);
            labels[rows.labels[i]] += rows.weights[i];
            predictions[predicted] += rows.weights[i];
            hits[predicted] += predicted == rows.labels[i] ? rows.weights[i] : 0;
        }
        return new ClassCounts(hits, labels, predictions);
    }

    double precision(Averaging averaging) {
        return averaged(averaging, i -> ratio(hits[i], predictions[i]), ratio(sum(hits), sum(predictions)));
    }

    double recall(Averaging averaging) {
        return averaged(averaging, i -> ratio(hits[i], labels[i]), ratio(sum(hits), sum(labels)));
    }

    double f1(Averaging averaging) {
        return averaged(
                averaging,
                i -> ratio(2 * hits[i], labels[i] + predictions[i]),
                ratio(2 * sum(hits), sum(labels) + sum(predictions)));
    }

    private double averaged(Averaging averaging, IntToDoubleFunction ofClass, double micro) {
        if (averaging == Averaging.MICRO) {
            return micro;
        }
        if (averaging == Averaging.BINARY) {
            return ofClass.applyAsDouble(1);
        }
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < hits.length; i++) {
            double share = averaging == Averaging.WEIGHTED ? labels[i] : labels[i] + predictions[i] > 0 ? 1 : 0;
            sum += share * ofClass.applyAsDouble(i);
            weight += share;
        }
        return sum / weight;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
