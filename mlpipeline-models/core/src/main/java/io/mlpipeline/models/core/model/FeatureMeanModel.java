package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.List;

/**
 * Predicts the mean of those of some features that are present. Immutable and safe for use by many threads.
 *
 * <p>With one lag it is the seasonal naive forecast, with the lags of 7, 14, 21 and 28 days the mean of the last four same
 * weekdays. Where all are missing it predicts a constant. The values are added in the order in which they were named.
 */
public final class FeatureMeanModel implements Model {
    private final List<String> features;
    private final List<String> averaged;
    private final int[] positions;
    private final double fallback;

    private FeatureMeanModel(List<String> features, List<String> averaged, int[] positions, double fallback) {
        this.features = features;
        this.averaged = averaged;
        this.positions = positions;
        this.fallback = fallback;
    }

    /**
     * Creates a model.
     *
     * @param features the features' names in vector order
     * @param averaged the features whose mean is the prediction, at least one of {@code features}
     * @param fallback the prediction where all of them are missing; finite
     * @return the model
     * @throws IllegalArgumentException if a name is unknown or repeated, or the fallback is not finite
     */
    public static FeatureMeanModel of(List<String> features, List<String> averaged, double fallback) {
        List<String> names = FeatureNames.copyOf(features);
        List<String> chosen = FeatureNames.copyOf(averaged);
        if (!Double.isFinite(fallback)) {
            throw new IllegalArgumentException("The fallback must be finite, got " + fallback);
        }
        int[] positions = chosen.stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < 0) {
                throw new IllegalArgumentException("No feature '" + chosen.get(i) + "'; the features are " + names);
            }
        }
        return new FeatureMeanModel(names, chosen, positions, fallback);
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
     * The features whose mean is the prediction.
     *
     * @return an immutable list
     */
    public List<String> averaged() {
        return averaged;
    }

    /**
     * The prediction where all of them are missing.
     *
     * @return a finite number
     */
    public double fallback() {
        return fallback;
    }

    @Override
    public void predict(double[] vector, double[] out) {
        Arguments.checkOut(out, 1);
        out[0] = predict(vector);
    }

    @Override
    public double predict(double[] vector) {
        Arguments.checkVector(vector, features.size());
        return mean(vector, 0);
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        Arguments.checkBatch(rows, features.size(), count, out, 1);
        for (int i = 0; i < count; i++) {
            out[i] = mean(rows, i * features.size());
        }
    }

    private double mean(double[] rows, int from) {
        double sum = 0;
        int present = 0;
        for (int position : positions) {
            double value = rows[from + position];
            if (!Double.isNaN(value)) {
                sum += value;
                present++;
            }
        }
        return present == 0 ? fallback : sum / present;
    }

    @Override
    public String toString() {
        return "FeatureMeanModel(" + averaged + ")";
    }
}
