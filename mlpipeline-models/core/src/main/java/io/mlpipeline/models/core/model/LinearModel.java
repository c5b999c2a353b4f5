package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.List;

/**
 * A weighted sum of the features plus an intercept. Immutable and safe for use by many threads.
 *
 * <p>The products are added in four interleaved sums by fused multiply-add, which are then added up, then the products that are
 * left, then the intercept. {@link Math#fma} is exact by definition, so the result is the same on every machine. It is also the
 * order of the Java dot product (netlib 3) that Spark uses for vectors of up to 255 features: where large terms cancel, any other
 * order would differ from the trainer by more than the last digits. A missing feature gives {@code NaN}: impute in the feature
 * pipeline.
 */
public final class LinearModel implements Model {
    private final List<String> features;
    private final double[] weights;
    private final double intercept;

    private LinearModel(List<String> features, double[] weights, double intercept) {
        this.features = features;
        this.weights = weights;
        this.intercept = intercept;
    }

    /**
     * Creates a model.
     *
     * @param features the features' names in vector order
     * @param weights one finite weight a feature; copied
     * @param intercept the prediction where all features are 0; finite
     * @return the model
     * @throws IllegalArgumentException if the lengths differ, a name is repeated or a number is not finite
     */
    public static LinearModel of(List<String> features, double[] weights, double intercept) {
        List<String> names = FeatureNames.copyOf(features);
        if (weights.length != names.size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + names.size() + " features");
        }
        for (int i = 0; i < weights.length; i++) {
            WeightedSum.requireFinite("weight of '" + names.get(i) + "'", weights[i]);
        }
        WeightedSum.requireFinite("intercept", intercept);
        return new LinearModel(names, weights.clone(), intercept);
    }

    @Override
    public ModelTask task() {
        return ModelTask.REGRESSION;
    }

    @Override
    public List<String> features() {
        return features;
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
     * The prediction where all features are 0.
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
        return predict(vector, 0);
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        Arguments.checkBatch(rows, weights.length, count, out, 1);
        for (int i = 0; i < count; i++) {
            out[i] = predict(rows, i * weights.length);
        }
    }

    private double predict(double[] rows, int from) {
        return WeightedSum.of(rows, from, weights, 0, weights.length) + intercept;
    }

    @Override
    public String toString() {
        return "LinearModel(" + features.size() + " features)";
    }
}
