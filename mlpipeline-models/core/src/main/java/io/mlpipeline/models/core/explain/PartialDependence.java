package io.mlpipeline.models.core.explain;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a model predicts as one feature takes other values and all else stays as it is in the rows: for each row (individual
 * conditional expectation) and on average. Immutable and safe for use by many threads.
 *
 * <p>Sources: J. Friedman, Greedy function approximation, Annals of Statistics 29 (2001); A. Goldstein et al., Peeking inside the
 * black box, JCGS 24 (2015).
 */
public final class PartialDependence {
    private final String feature;
    private final double[] grid;
    private final double[][] curves;

    private PartialDependence(String feature, double[] grid, double[][] curves) {
        this.feature = feature;
        this.grid = grid;
        this.curves = curves;
    }

    /**
     * Computes the curves at quantiles of the feature.
     *
     * @param model a model with one output
     * @param rows the rows, with the feature present in at least one
     * @param feature its name
     * @param points how many values at most, 2 or more
     * @return the curves
     * @throws InvalidDataException if the feature is missing in all rows, or the rows have other features
     * @throws IllegalArgumentException if there is no such feature, or the model has several outputs
     */
    public static PartialDependence of(Model model, TrainingSet rows, String feature, int points) {
        int at = model.features().indexOf(feature);
        if (at < 0) {
            throw new IllegalArgumentException("No feature '" + feature + "'; there are " + model.features());
        }
        if (points < 2 || model.outputs() != 1) {
            throw new IllegalArgumentException("A curve needs two points or more and a model of one output, got "
                    + points + " points and " + model.outputs() + " outputs");
        }
        if (!model.features().equals(rows.features())) {
            throw new InvalidDataException(
                    "The model takes the features " + model.features() + ", but the rows have " + rows.features());
        }
        double[] values = IntStream.range(0, rows.size())
                .mapToDouble(row -> rows.value(row, at))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (values.length == 0) {
            throw new InvalidDataException("Feature '" + feature + "' has no value in " + rows);
        }
        double[] grid = IntStream.range(0, points)
                .mapToDouble(i -> values[(int) ((long) i * (values.length - 1) / (points - 1))])
                .distinct()
                .toArray();
        return new PartialDependence(feature, grid, curves(model, rows, at, grid));
    }

    private static double[][] curves(Model model, TrainingSet rows, int feature, double[] grid) {
        int width = rows.features().size();
        double[] vectors = rows.toArray();
        double[] out = new double[rows.size()];
        double[][] curves = new double[rows.size()][grid.length];
        for (int i = 0; i < grid.length; i++) {
            for (int row = 0; row < rows.size(); row++) {
                vectors[row * width + feature] = grid[i];
            }
            model.predictBatch(vectors, rows.size(), out);
            for (int row = 0; row < rows.size(); row++) {
                curves[row][i] = out[row];
            }
        }
        return curves;
    }

    /**
     * The feature that is varied.
     *
     * @return its name
     */
    public String feature() {
        return feature;
    }

    /**
     * The values that it is given.
     *
     * @return a copy, ascending
     */
    public double[] grid() {
        return grid.clone();
    }

    /**
     * The mean prediction at each value.
     *
     * @return a new array
     */
    public double[] mean() {
        double[] mean = new double[grid.length];
        for (double[] curve : curves) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += curve[i] / curves.length;
            }
        }
        return mean;
    }

    /**
     * What is predicted for one row at each value.
     *
     * @param row its number
     * @return a copy
     */
    public double[] curve(int row) {
        return curves[row].clone();
    }

    @Override
    public String toString() {
        return "PartialDependence(" + feature + " at " + Arrays.toString(grid) + ")";
    }
}
