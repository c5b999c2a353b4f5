package io.mlpipeline.models.core.explain;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import java.util.List;

/**
 * Shapley values of a linear model, for features that are independent of each other: each weight times how far its feature lies from
 * its mean. Immutable and safe for use by many threads.
 *
 * <p>Source: S. Lundberg and S.-I. Lee, A unified approach to interpreting model predictions, NIPS 2017, corollary 1.
 */
public final class LinearShap implements Explainer {
    private final List<String> features;
    private final double[] weights;
    private final double[] means;
    private final double baseValue;

    private LinearShap(LinearModel model, double[] means) {
        this.features = model.features();
        this.weights = model.weights();
        this.means = means;
        this.baseValue = model.predict(means);
    }

    /**
     * Makes a model ready to be explained.
     *
     * @param model a linear model
     * @param background rows from whose means contributions are measured, such as those it was trained on; none missing
     * @return the explainer
     * @throws InvalidDataException if there are no rows, other features, or a value is missing
     */
    public static LinearShap of(LinearModel model, TrainingSet background) {
        if (background.size() == 0 || !background.features().equals(model.features())) {
            throw new InvalidDataException(
                    "The background must be rows of the features " + model.features() + ", got " + background);
        }
        double[] means = new double[model.features().size()];
        for (int i = 0; i < background.size(); i++) {
            for (int j = 0; j < means.length; j++) {
                double value = background.value(i, j);
                if (!Double.isFinite(value)) {
                    throw new InvalidDataException(
                            "Feature '" + model.features().get(j) + "' of background row " + i + " is " + value
                                    + ": impute it in the feature pipeline");
                }
                means[j] += value / background.size();
            }
        }
        return new LinearShap(model, means);
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double baseValue(int output) {
        return baseValue;
    }

    @Override
    public void contributions(double[] rows, int count, int output, double[] out) {
        Vectors.check(rows, count, weights.length, out);
        if (output != 0) {
            throw new IllegalArgumentException("No output " + output + "; the model has 1");
        }
        for (int i = 0; i < count * weights.length; i++) {
            int feature = i % weights.length;
            out[i] = weights[feature] * (rows[i] - means[feature]);
        }
    }
}
