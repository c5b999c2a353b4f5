package io.mlpipeline.api.model;

import java.util.List;

/**
 * A function from a feature vector to a prediction. Immutable and safe for use by many threads.
 *
 * <p>A feature vector is a {@code double[]} in the order of {@link #features()}; {@code NaN} means missing.
 */
public interface Model {
    /**
     * What the outputs mean.
     *
     * @return the task
     */
    ModelTask task();

    /**
     * The names of the features, in the order in which a vector holds them.
     *
     * @return an immutable list with at least one name
     */
    List<String> features();

    /**
     * The number of outputs: 1, or the number of classes.
     *
     * @return 1 or more
     */
    default int outputs() {
        return 1;
    }

    /**
     * Predicts one row.
     *
     * @param features one value a feature
     * @param out receives one value an output
     * @throws IllegalArgumentException if an array is too short
     */
    void predict(double[] features, double[] out);

    /**
     * Predicts one row with a single-output model.
     *
     * @param features one value a feature
     * @return the output
     * @throws IllegalStateException if the model has several outputs
     */
    default double predict(double[] features) {
        if (outputs() != 1) {
            throw new IllegalStateException("The model has " + outputs() + " outputs; call predict(features, out)");
        }
        double[] out = new double[1];
        predict(features, out);
        return out[0];
    }

    /**
     * Predicts many rows.
     *
     * @param rows the feature vectors one after the other
     * @param count the number of rows
     * @param out receives the outputs one row after the other
     * @throws IllegalArgumentException if an array is too short
     */
    default void predictBatch(double[] rows, int count, double[] out) {
        int width = features().size();
        int outputs = outputs();
        double[] row = new double[width];
        double[] result = new double[outputs];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * width, row, 0, width);
            predict(row, result);
            System.arraycopy(result, 0, out, i * outputs, outputs);
        }
    }
}
