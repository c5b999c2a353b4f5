package io.mlpipeline.api.model;

import java.util.List;
import java.util.stream.IntStream;

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
     * The names of the classes in the order of their numbers, which are the labels that the model was trained on. A
     * {@link ModelTask#BINARY} model has two, and its output is the probability of the second; a {@link ModelTask#MULTICLASS} model
     * has one an output. {@link ClassPrediction} turns outputs into the most probable class.
     *
     * @return an immutable list, empty for regression; the numbers themselves where the model knows no names
     */
    default List<String> classes() {
        int classes = task() == ModelTask.REGRESSION ? 0 : Math.max(2, outputs());
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
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
     * Computes what the outputs of one row are made of: the values on the scale on which the model adds up, such as the logarithm
     * of the odds before it becomes a probability, or of a mean before it becomes one. Explanations share these out among the
     * features.
     *
     * @param features one value a feature
     * @param out receives one value an output; the prediction itself from a model that has no other scale
     * @throws IllegalArgumentException if an array is too short
     */
    default void margins(double[] features, double[] out) {
        predict(features, out);
    }

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
        if (count < 0 || rows.length < (long) count * width || out.length < (long) count * outputs) {
            throw new IllegalArgumentException("A batch of " + count + " rows needs " + (long) count * width
                    + " values and room for " + (long) count * outputs + " outputs, got " + rows.length + " and "
                    + out.length);
        }
        double[] row = new double[width];
        double[] result = new double[outputs];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * width, row, 0, width);
            predict(row, result);
            System.arraycopy(result, 0, out, i * outputs, outputs);
        }
    }
}
