package io.mlpipeline.models.smile;

import static io.mlpipeline.models.core.training.Ranges.nonNegative;
import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import io.mlpipeline.models.core.training.Importance;
import io.mlpipeline.models.core.training.Replay;
import io.mlpipeline.models.core.training.TrainingData;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import smile.classification.LogisticRegression;

/**
 * Logistic regression of two classes or more, trained by Smile in memory and exported to a {@link LogisticModel} or
 * {@link MultinomialModel} that scores without it. Immutable and safe for use by many threads.
 *
 * <p>It minimises the sum of the rows' log losses plus {@code l2 / 2} times the sum of the squares of all weights but the intercepts, by
 * L-BFGS, on the features as they are: standardise them in the feature pipeline, or large ones go unpenalised and the search takes long.
 * Of several classes the last
 * one's weights are 0. Labels are the numbers of classes, 0 to c - 1, each with at least one row. Before a model is returned, it is replayed against Smile's
 * own probabilities of up to 2,000 training rows and must agree to 1e-12, relative to the sum of the absolute values of the products.
 * The importance of a feature is its share of |weight|, summed over the classes, times the feature's standard deviation.
 *
 * <p>It runs on one thread of its own, so that the same data gives the same bits on every machine. Smile does not tell how far it has
 * come and cannot be ended, but interrupting the thread leaves it behind. Missing values ({@code NaN}), infinite ones and weights of rows
 * are refused.
 */
public final class SmileLogisticRegression implements Estimator {
    static final String NAME = "smile-logistic";
    private static final long MOST_WEIGHTS = 10_000_000;

    private final double l2;
    private final double tolerance;
    private final int maxIterations;

    private SmileLogisticRegression(Builder builder) {
        this.l2 = builder.l2;
        this.tolerance = builder.tolerance;
        this.maxIterations = builder.maxIterations;
    }

    /**
     * Starts a regression with an L2 penalty of 0.1.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        return train(data).trained();
    }

    /**
     * Trains, and keeps Smile's own model beside the exported one, so that a caller can compare both.
     *
     * @param data the labelled data, with rows of every class
     * @return the fit
     * @throws InvalidDataException if there are no rows, values are missing, rows have weights, a label is no class or a class has no rows
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public SmileFit train(TrainingSet data) {
        long[] counts = TrainingData.classCounts(data);
        TrainingData.requireFinite(data, "a logistic model");
        TrainingData.requireUnweighted(data, "Smile's regression");
        List<String> classes = TrainingData.classNames(data.classes(), counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new InvalidDataException("Class '" + classes.get(i) + "' of '" + data.target()
                        + "' has no rows, which Smile's logistic regression needs of each. Drop the class");
            }
        }
        long weights = (long) counts.length * data.features().size();
        if (weights > MOST_WEIGHTS) {
            throw new InvalidDataException("The label '" + data.target() + "' has " + counts.length + " classes, which"
                    + " need " + weights + " weights for " + data.features().size() + " features, more than "
                    + MOST_WEIGHTS + ". Maybe the label is a number to be predicted by regression");
        }
        return export(data, classes, learn(data));
    }

    private LogisticRegression learn(TrainingSet data) {
        int[] labels = new int[data.size()];
        Arrays.setAll(labels, i -> (int) data.label(i));
        return Smile.onOneThread(() -> LogisticRegression.fit(Smile.rows(data), labels, l2, tolerance, maxIterations));
    }

    private static double[][] coefficients(LogisticRegression learned) {
        return learned instanceof LogisticRegression.Binomial binomial
                ? new double[][] {binomial.coefficients()}
                : ((LogisticRegression.Multinomial) learned).coefficients();
    }

    private SmileFit export(TrainingSet data, List<String> classes, LogisticRegression learned) {
        double[][] coefficients = coefficients(learned);
        for (double[] each : coefficients) {
            if (!Arrays.stream(each).allMatch(Double::isFinite)) {
                throw new InvalidDataException("Smile found no finite weights for " + data.features() + ": "
                        + Arrays.toString(each)
                        + ". Maybe features are too large: standardise them in the feature pipeline");
            }
        }
        Model model = model(data.features(), classes, coefficients);
        Replay.Trainer trainer =
                trainer(learned, classes.size(), data.features().size());
        Replay.verify(model, trainer, data, vector -> magnitude(coefficients, vector));
        return new SmileFit(
                new TrainedModel(
                        model,
                        Importance.shares(data.features(), effects(data, coefficients)),
                        Smile.provenance(NAME, parameters(), data),
                        TrainingMetrics.of(model, data)),
                trainer);
    }

    /** Smile keeps the intercept behind the weights, and no weights for the last class, whose sum is 0. */
    private static Model model(List<String> features, List<String> classes, double[][] coefficients) {
        int width = features.size();
        if (classes.size() == 2) {
            return LogisticModel.of(features, classes, Arrays.copyOf(coefficients[0], width), coefficients[0][width]);
        }
        double[] weights = new double[classes.size() * width];
        double[] intercepts = new double[classes.size()];
        for (int i = 0; i < coefficients.length; i++) {
            System.arraycopy(coefficients[i], 0, weights, i * width, width);
            intercepts[i] = coefficients[i][width];
        }
        return MultinomialModel.of(features, classes, weights, intercepts);
    }

    private static Replay.Trainer trainer(LogisticRegression learned, int classes, int width) {
        return (vector, out) -> {
            double[] probabilities = new double[classes];
            learned.predict(vector.length == width ? vector : Arrays.copyOf(vector, width), probabilities);
            System.arraycopy(probabilities, classes == 2 ? 1 : 0, out, 0, classes == 2 ? 1 : classes);
        };
    }

    /** What the rounding errors of the sums are relative to. */
    private static double magnitude(double[][] coefficients, double[] vector) {
        double largest = 0;
        for (double[] each : coefficients) {
            double sum = Math.abs(each[vector.length]);
            for (int i = 0; i < vector.length; i++) {
                sum += Math.abs(each[i] * vector[i]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static double[] effects(TrainingSet data, double[][] coefficients) {
        double[] effects = new double[data.features().size()];
        for (int j = 0; j < effects.length; j++) {
            Moments moments = new Moments();
            for (int i = 0; i < data.size(); i++) {
                moments.add(data.value(i, j));
            }
            for (double[] each : coefficients) {
                effects[j] += Math.abs(each[j]) * Math.sqrt(moments.variance());
            }
        }
        return effects;
    }

    private SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("l2", Double.toString(l2));
        parameters.put("tolerance", Double.toString(tolerance));
        parameters.put("max_iterations", Integer.toString(maxIterations));
        return parameters;
    }

    @Override
    public String toString() {
        return "SmileLogisticRegression" + parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder {
        private double l2 = 0.1;
        private double tolerance = 1e-5;
        private int maxIterations = 500;

        private Builder() {}

        /**
         * Sets the penalty on the squares of the weights; 0.1 unless set.
         *
         * @param penalty finite, 0 or more
         * @return this builder
         */
        public Builder l2(double penalty) {
            this.l2 = nonNegative("L2 penalty", penalty);
            return this;
        }

        /**
         * Sets how small the gradient must be, relatively, for the search to stop; 1e-5 unless set.
         *
         * @param tolerance above 0, below 1
         * @return this builder
         */
        public Builder tolerance(double tolerance) {
            require("tolerance", tolerance > 0 && tolerance < 1, "above 0 and below 1", tolerance);
            this.tolerance = tolerance;
            return this;
        }

        /**
         * Sets the most iterations; 500 unless set.
         *
         * @param count 1 or more
         * @return this builder
         */
        public Builder maxIterations(int count) {
            require("number of iterations", count >= 1, "1 or more", count);
            this.maxIterations = count;
            return this;
        }

        /**
         * Builds the regression; the builder may go on and build again.
         *
         * @return an immutable regression
         */
        public SmileLogisticRegression build() {
            return new SmileLogisticRegression(this);
        }
    }
}
