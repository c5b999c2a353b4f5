package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;

/** Class labels beside the predicted probability of every class, checked. */
final class ClassRows {
    final int classes;
    final int[] labels;
    final double[] weights;
    private final double[] outputs;
    private final int width;

    private ClassRows(int classes, int[] labels, double[] weights, double[] outputs, int width) {
        this.classes = classes;
        this.labels = labels;
        this.weights = weights;
        this.outputs = outputs;
        this.width = width;
    }

    static ClassRows of(String metric, TrainingSet actual, double[] predicted) {
        int rows = actual.size();
        if (rows == 0 || predicted.length < rows || predicted.length % rows != 0) {
            throw new IllegalArgumentException(
                    "Metric '" + metric + "' got " + predicted.length + " predictions for " + rows + " rows");
        }
        int width = predicted.length / rows;
        int classes = Math.max(2, width);
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            double label = actual.label(i);
            labels[i] = (int) label;
            if (labels[i] != label || label < 0 || label >= classes) {
                throw new InvalidDataException("The label '" + actual.target() + "' of row " + i + " is " + label
                        + ", but metric '" + metric + "' takes the numbers of classes, 0 to " + (classes - 1));
            }
        }
        for (int i = 0; i < predicted.length; i++) {
            if (!(predicted[i] >= 0 && predicted[i] <= 1)) {
                throw new InvalidDataException("Metric '" + metric + "' takes probabilities, but row " + i / width
                        + " is predicted " + predicted[i] + ". Maybe the model is a regression");
            }
        }
        return new ClassRows(classes, labels, PointMetric.weights(actual), predicted, width);
    }

    boolean isBinary() {
        return width == 1;
    }

    int size() {
        return labels.length;
    }

    double probability(int row, int of) {
        if (width == 1) {
            return of == 1 ? outputs[row] : 1 - outputs[row];
        }
        return outputs[row * width + of];
    }

    /** The most probable class, the first of equals; of two classes the second from one half on. */
    int predicted(int row) {
        if (width == 1) {
            return outputs[row] >= 0.5 ? 1 : 0;
        }
        int largest = 0;
        for (int i = 1; i < width; i++) {
            largest = probability(row, i) > probability(row, largest) ? i : largest;
        }
        return largest;
    }

    double weight() {
        double sum = 0;
        for (double each : weights) {
            sum += each;
        }
        return sum;
    }
}
