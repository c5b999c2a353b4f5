package io.mlpipeline.models.core.explain;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.List;

/**
 * Shapley values of a model whose margins are weighted sums, for features that are independent of each other: each weight times how far
 * its feature lies from its mean. Immutable and safe for use by many threads.
 *
 * <p>What is explained is the sum: the prediction of a linear model, the logarithm of the odds of a logistic one, the sum of a class of a
 * multinomial one.
 *
 * <p>Source: S. Lundberg and S.-I. Lee, A unified approach to interpreting model predictions, NIPS 2017, corollary 1.
 */
public final class LinearShap implements Explainer {
    private final List<String> features;
    /** By output. */
    private final double[][] weights;

    private final double[] means;
    private final double[] baseValues;

    private LinearShap(Model model, double[][] weights, TrainingSet background) {
        this.features = model.features();
        this.weights = weights;
        this.means = means(features, background);
        this.baseValues = new double[weights.length];
        model.margins(means, baseValues);
    }

    /**
     * Makes a linear model ready to be explained.
     *
     * @param model a linear model
     * @param background rows from whose means contributions are measured, such as those it was trained on; none missing
     * @return the explainer
     * @throws InvalidDataException if there are no rows, other features, or a value is missing
     */
    public static LinearShap of(LinearModel model, TrainingSet background) {
        return new LinearShap(model, new double[][] {model.weights()}, background);
    }

    /**
     * Makes a logistic model ready to be explained.
     *
     * @param model a logistic model
     * @param background rows from whose means contributions are measured, such as those it was trained on; none missing
     * @return the explainer of the logarithm of the second class's odds
     * @throws InvalidDataException if there are no rows, other features, or a value is missing
     */
    public static LinearShap of(LogisticModel model, TrainingSet background) {
        return new LinearShap(model, new double[][] {model.weights()}, background);
    }

    /**
     * Makes a multinomial model ready to be explained.
     *
     * @param model a multinomial model
     * @param background rows from whose means contributions are measured, such as those it was trained on; none missing
     * @return the explainer of the sum of each class
     * @throws InvalidDataException if there are no rows, other features, or a value is missing
     */
    public static LinearShap of(MultinomialModel model, TrainingSet background) {
        double[][] weights = new double[model.outputs()][];
        for (int output = 0; output < weights.length; output++) {
            weights[output] = model.weights(output);
        }
        return new LinearShap(model, weights, background);
    }

    private static double[] means(List<String> features, TrainingSet background) {
        if (background.size() == 0 || !background.features().equals(features)) {
            throw new InvalidDataException(
                    "The background must be rows of the features " + features + ", got " + background);
        }
        double[] means = new double[features.size()];
        for (int i = 0; i < background.size(); i++) {
            for (int j = 0; j < means.length; j++) {
                double value = background.value(i, j);
                if (!Double.isFinite(value)) {
                    throw new InvalidDataException("Feature '" + features.get(j) + "' of background row " + i + " is "
                            + value + ": impute it in the feature pipeline");
                }
                means[j] += value / background.size();
            }
        }
        return means;
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public int outputs() {
        return baseValues.length;
    }

    @Override
    public double baseValue(int output) {
        return baseValues[checked(output)];
    }

    @Override
    public void contributions(double[] rows, int count, int output, double[] out) {
        int width = means.length;
        Vectors.check(rows, count, width, out);
        double[] chosen = weights[checked(output)];
        for (int i = 0; i < count * width; i++) {
            int feature = i % width;
            out[i] = chosen[feature] * (rows[i] - means[feature]);
        }
    }

    private int checked(int output) {
        if (output < 0 || output >= baseValues.length) {
            throw new IllegalArgumentException("No output " + output + "; the model has " + baseValues.length);
        }
        return output;
    }

    @Override
    public String toString() {
        return "LinearShap(" + features.size() + " features, " + baseValues.length + " outputs)";
    }
}
