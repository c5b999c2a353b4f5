package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.List;

/**
 * Logistic regression of two classes: the logarithm of the second one's odds is a weighted sum of the features plus an intercept.
 * Immutable and safe for use by many threads; predicting allocates nothing.
 *
 * <p>The sum is that of a {@link LinearModel}. The probability is 1 / (1 + e^-sum) by {@link StrictMath}, so it is the same on every
 * machine. A missing feature gives {@code NaN}: impute in the feature pipeline.
 */
public final class LogisticModel implements Model {
    private final List<String> features;
    private final List<String> classes;
    private final double[] weights;
    private final double intercept;

    private LogisticModel(List<String> features, List<String> classes, double[] weights, double intercept) {
        this.features = features;
        this.classes = classes;
        this.weights = weights;
        this.intercept = intercept;
    }

    /**
     * Creates a model.
     *
     * @param features the features' names in vector order
     * @param classes the names of the two classes, of which the prediction is the second one's probability; none for 0 and 1
     * @param weights one finite weight a feature; copied
     * @param intercept the logarithm of the odds where all features are 0; finite
     * @return the model
     * @throws IllegalArgumentException if the lengths differ, a name is repeated, a number is not finite or there are not two classes
     */
    public static LogisticModel of(List<String> features, List<String> classes, double[] weights, double intercept) {
        List<String> names = FeatureNames.copyOf(features);
        List<String> two = ClassNames.checked(classes, ModelTask.BINARY, 1);
        if (weights.length != names.size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + names.size() + " features");
        }
        for (int i = 0; i < weights.length; i++) {
            WeightedSum.requireFinite("weight of '" + names.get(i) + "'", weights[i]);
        }
        WeightedSum.requireFinite("intercept", intercept);
        return new LogisticModel(names, two, weights.clone(), intercept);
    }

    @Override
    public ModelTask task() {
        return ModelTask.BINARY;
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    /**
     * The weights in the order of {@link #features()}.
     *
     * @return a copy
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The logarithm of the odds where all features are 0.
     *
     * @return the intercept
     */
    public double intercept() {
        return intercept;
    }

    @Override
    public void predict(double[] vector, double[] out) {
        Arguments.checkOut(out, 1);
        out[0] = predict(vector);
    }

    @Override
    public double predict(double[] vector) {
        Arguments.checkVector(vector, weights.length);
        return probability(margin(vector, 0));
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        Arguments.checkBatch(rows, weights.length, count, out, 1);
        for (int i = 0; i < count; i++) {
            out[i] = probability(margin(rows, i * weights.length));
        }
    }

    @Override
    public void margins(double[] vector, double[] out) {
        Arguments.checkVector(vector, weights.length);
        Arguments.checkOut(out, 1);
        out[0] = margin(vector, 0);
    }

    private double margin(double[] rows, int from) {
        return WeightedSum.of(rows, from, weights, 0, weights.length) + intercept;
    }

    private static double probability(double margin) {
        return 1 / (1 + StrictMath.exp(-margin));
    }

    @Override
    public String toString() {
        return "LogisticModel(" + features.size() + " features, " + classes + ")";
    }
}
