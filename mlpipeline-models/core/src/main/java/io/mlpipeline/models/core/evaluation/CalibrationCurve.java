package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the second of two classes occurs where it was predicted with about some probability.
 *
 * @param bins the bins that hold rows, by rising probability
 */
public record CalibrationCurve(List<Bin> bins) {
    /** Copies the bins. */
    public CalibrationCurve {
        bins = List.copyOf(bins);
    }

    /**
     * The rows of about one probability.
     *
     * @param predicted their mean probability
     * @param observed the share of them that are of the class
     * @param weight their weight
     */
    public record Bin(double predicted, double observed, double weight) {}

    /**
     * Sorts rows into bins of equal width.
     *
     * @param actual rows labelled 0 or 1, at least one
     * @param predicted the probability of class 1
     * @param bins 1 or more
     * @return the curve
     * @throws io.mlpipeline.api.error.InvalidDataException if a label is no class or a prediction no probability
     */
    public static CalibrationCurve of(TrainingSet actual, double[] predicted, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("A calibration curve needs a bin or more, got " + bins);
        }
        ClassRows rows = ClassRows.of("calibration", actual, predicted);
        if (!rows.isBinary()) {
            throw new IllegalArgumentException("A calibration curve is of two classes, there are " + rows.classes);
        }
        double[] weights = new double[bins];
        double[] probabilities = new double[bins];
        double[] hits = new double[bins];
        for (int i = 0; i < rows.size(); i++) {
            double probability = rows.probability(i, 1);
            int bin = Math.max(0, Math.min(bins - 1, (int) Math.ceil(probability * bins) - 1));
            weights[bin] += rows.weights[i];
            probabilities[bin] += rows.weights[i] * probability;
            hits[bin] += rows.weights[i] * rows.labels[i];
        }
        List<Bin> filled = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            if (weights[i] > 0) {
                filled.add(new Bin(probabilities[i] / weights[i], hits[i] / weights[i], weights[i]));
            }
        }
        return new CalibrationCurve(filled);
    }

    /**
     * The expected calibration error: the mean distance of predicted and observed, by the rows' weights.
     *
     * @return 0 to 1
     */
    public double error() {
        double sum = 0;
        double weight = 0;
        for (Bin bin : bins) {
            sum += bin.weight() * Math.abs(bin.predicted() - bin.observed());
            weight += bin.weight();
        }
        return sum / weight;
    }
}
