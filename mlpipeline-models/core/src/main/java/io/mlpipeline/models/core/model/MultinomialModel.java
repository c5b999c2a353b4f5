package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression of several classes: each has a weighted sum of the features plus an intercept, and the probabilities are e to
 * these divided by their total (softmax). Immutable and safe for use by many threads; predicting allocates nothing.
 *
 * <p>The sums are those of a {@link LinearModel}. The largest is taken off before {@link StrictMath#exp}, so that none overflows, and
 * the result is the same on every machine. A missing or infinite feature gives {@code NaN} for
 * all: impute in the feature pipeline.
 */
public final class MultinomialModel implements Model {
    private final List<String> features;
    private final List<String> classes;
    /** The weights of the first class, then those of the second, and so on. */
    private final double[] weights;

    private final double[] intercepts;

    private MultinomialModel(List<String> features, List<String> classes, double[] weights, double[] intercepts) {
        this.features = features;
        this.classes = classes;
        this.weights = weights;
        this.intercepts = intercepts;
    }

    /**
     * Creates a model.
     *
     * @param features the features' names in vector order
     * @param classes the names of the classes, two or more; none for 0, 1 and so on
     * @param weights for each class one finite weight a feature, one class after the other; copied
     * @param intercepts each class's sum where all features are 0; finite; copied
     * @return the model
     * @throws IllegalArgumentException if the lengths differ, a name is repeated or a number is not finite
     */
    public static MultinomialModel of(
            List<String> features, List<String> classes, double[] weights, double[] intercepts) {
        List<String> names = FeatureNames.copyOf(features);
        if (intercepts.length < 2) {
            throw new IllegalArgumentException("A classifier needs two classes or more, got " + classes);
        }
        List<String> labels = ClassNames.checked(classes, ModelTask.MULTICLASS, intercepts.length);
        if (weights.length != (long) names.size() * labels.size()) {
            throw new IllegalArgumentException(weights.length + " weights and " + intercepts.length + " intercepts for "
                    + names.size() + " features and " + labels.size() + " classes");
        }
        for (int i = 0; i < weights.length; i++) {
            String feature = names.get(i % names.size());
            WeightedSum.requireFinite(
                    "weight of '" + feature + "' for class '" + labels.get(i / names.size()) + "'", weights[i]);
        }
        for (int i = 0; i < intercepts.length; i++) {
            WeightedSum.requireFinite("intercept of class '" + labels.get(i) + "'", intercepts[i]);
        }
        return new MultinomialModel(names, labels, weights.clone(), intercepts.clone());
    }

    @Override
    public ModelTask task() {
        return ModelTask.MULTICLASS;
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int outputs() {
        return intercepts.length;
    }

    /**
     * The weights of one class in the order of {@link #features()}.
     *
     * @param output 0 to {@code outputs() - 1}
     * @return a copy
     */
    public double[] weights(int output) {
        int width = features.size();
        return Arrays.copyOfRange(weights, output * width, (output + 1) * width);
    }

    /**
     * The sums of the classes where all features are 0.
     *
     * @return a copy
     */
    public double[] intercepts() {
        return intercepts.clone();
    }

    double[] allWeights() {
        return weights.clone();
    }

    @Override
    public void predict(double[] vector, double[] out) {
        margins(vector, out);
        softmax(out, 0);
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        int outputs = intercepts.length;
        Arguments.checkBatch(rows, features.size(), count, out, outputs);
        for (int i = 0; i < count; i++) {
            addUp(rows, i * features.size(), out, i * outputs);
            softmax(out, i * outputs);
        }
    }

    @Override
    public void margins(double[] vector, double[] out) {
        Arguments.checkVector(vector, features.size());
        Arguments.checkOut(out, intercepts.length);
        addUp(vector, 0, out, 0);
    }

    private void addUp(double[] rows, int from, double[] out, int at) {
        int width = features.size();
        for (int i = 0; i < intercepts.length; i++) {
            out[at + i] = WeightedSum.of(rows, from, weights, i * width, width) + intercepts[i];
        }
    }

    private void softmax(double[] sums, int from) {
        int to = from + intercepts.length;
        double largest = sums[from];
        for (int i = from + 1; i < to; i++) {
            largest = Math.max(largest, sums[i]);
        }
        double total = 0;
        for (int i = from; i < to; i++) {
            sums[i] = StrictMath.exp(sums[i] - largest);
            total += sums[i];
        }
        for (int i = from; i < to; i++) {
            sums[i] /= total;
        }
    }

    @Override
    public String toString() {
        return "MultinomialModel(" + features.size() + " features, " + classes + ")";
    }
}
