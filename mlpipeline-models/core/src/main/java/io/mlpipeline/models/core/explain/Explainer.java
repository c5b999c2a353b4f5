package io.mlpipeline.models.core.explain;

import java.util.ArrayList;
import java.util.List;

/** Shares a model's margins out among its features by Shapley values. Implementations are immutable and safe for use by many threads. */
public interface Explainer {
    /**
     * The names of the features in vector order.
     *
     * @return an immutable list
     */
    List<String> features();

    /**
     * The number of margins that can be explained, one a model output.
     *
     * @return 1 or more
     */
    int outputs();

    /**
     * The margin where nothing is known of a row.
     *
     * @param output 0 to {@code outputs() - 1}
     * @return the mean margin
     */
    double baseValue(int output);

    /**
     * Explains many rows.
     *
     * @param rows the feature vectors one after the other; {@code NaN} is missing
     * @param count the number of rows
     * @param output the margin to explain, 0 to {@code outputs() - 1}
     * @param out receives one contribution a feature, one row after the other
     * @throws IllegalArgumentException if an array is too short or there is no such output
     */
    void contributions(double[] rows, int count, int output, double[] out);

    /**
     * Explains one row of a model with one output.
     *
     * @param vector one value a feature
     * @return the explanation
     * @throws IllegalArgumentException if the vector is too short
     * @throws IllegalStateException if the model has several outputs
     */
    default Explanation explain(double[] vector) {
        if (outputs() != 1) {
            throw new IllegalStateException(
                    "The model has " + outputs() + " outputs; say which to explain: explain(vector, output)");
        }
        return explain(vector, 0);
    }

    /**
     * Explains one output for one row.
     *
     * @param vector one value a feature
     * @param output 0 to {@code outputs() - 1}
     * @return the explanation
     * @throws IllegalArgumentException if the vector is too short or there is no such output
     */
    default Explanation explain(double[] vector, int output) {
        double[] values = new double[features().size()];
        contributions(vector, 1, output, values);
        List<Contribution> contributions = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            contributions.add(new Contribution(features().get(i), values[i]));
        }
        return new Explanation(baseValue(output), contributions);
    }
}
