package io.mlpipeline.models.xgboost;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.training.TrainingData;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gradient-boosted trees for classification, trained by XGBoost and exported to a
 * {@link io.mlpipeline.models.core.model.TreeEnsemble} that scores without it. Immutable and safe for use by many threads.
 *
 * <p>Labels are the numbers of classes, 0 to c - 1; {@link TrainingSet#withClasses(List)} names them. From two classes comes a
 * model whose one output is the probability of the second (logistic loss), from more a model with a probability of each (softmax
 * loss). What {@link XGBoostRegressor} says of missing values, weights, precision, threads and the proof of the export holds here
 * too.
 *
 * <p>Weights of classes distort probabilities: {@code P(second)} is then that of a population with the weighted shares.
 *
 * <p>Source: T. Chen and C. Guestrin, XGBoost: A Scalable Tree Boosting System, KDD 2016.
 */
public final class XGBoostClassifier implements Estimator {
    private static final long MOST_TREES = 5_000_000;

    private final Boosting boosting;
    private final SortedMap<String, Double> classWeights;
    private final boolean balanced;

    private XGBoostClassifier(Boosting boosting, SortedMap<String, Double> classWeights, boolean balanced) {
        this.boosting = boosting;
        this.classWeights = Collections.unmodifiableSortedMap(new TreeMap<>(classWeights));
        this.balanced = balanced;
    }

    /**
     * Starts a classifier with 100 trees of depth 6 and a learning rate of 0.3, on one thread.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a random forest: one round of trees whose margins are averaged, each on a random 80 % of the rows, each split choosing
     * from a random 80 % of the features.
     *
     * @param trees 1 to 10,000
     * @return a builder
     */
    public static Builder forest(int trees) {
        return new Builder().forest(trees);
    }

    @Override
    public String name() {
        return "xgboost-classifier";
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        try (XGBoostFit fit = train(data)) {
            return fit.trained();
        }
    }

    /**
     * Trains, and keeps XGBoost's own model open beside the exported one, so that a caller can compare both.
     *
     * @param data the labelled data, with rows of two classes or more
     * @return the fit; close it
     * @throws InvalidDataException if there are no rows or rows of one class only, a label is no class, or a value does not fit a
     *     float
     * @throws IllegalArgumentException if a weighted class, or a constrained or categorical feature, is none of the data's
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws IllegalStateException if XGBoost's native library cannot be loaded on this platform
     */
    public XGBoostFit train(TrainingSet data) {
        long[] counts = TrainingData.classCounts(data);
        List<String> classes = TrainingData.classNames(data.classes(), counts.length);
        double[] ofClasses = classWeights(classes, counts);
        float[] weights = ofClasses.length == 0 ? RowWeights.of(data) : RowWeights.of(data, ofClasses);
        return new Training(boosting, goal(data.target(), classes, weights), data).run();
    }

    /**
     * What XGBoost is to do with data that is elsewhere.
     *
     * @param features the features' names
     * @param target the label's name
     * @param named the names of the classes; empty where they have none
     * @param counts the rows of each class
     * @return the plan
     * @throws InvalidDataException if there are rows of one class only, or a number of a class is left out
     * @throws IllegalArgumentException if a weighted class or constrained feature is none of the data's, or if this classifier needs
     *     rows in memory: it stops early on the latest rows, has categorical features, or is to be watched or cancelled
     */
    public XGBoostPlan plan(List<String> features, String target, List<String> named, long[] counts) {
        TrainingData.requireClasses(target, counts, !named.isEmpty());
        List<String> classes = TrainingData.classNames(named, counts.length);
        return new XGBoostPlan(boosting, goal(target, classes, new float[0]), features, classWeights(classes, counts));
    }

    private Goal goal(String target, List<String> classes, float[] weights) {
        int count = classes.size();
        long trees = (long) boosting.trees() * count;
        if (trees > MOST_TREES) {
            throw new InvalidDataException("The label '" + target + "' has " + count + " classes, which "
                    + boosting.trees() + " rounds would give " + trees + " trees, more than " + MOST_TREES
                    + ". Maybe the label is a number to be predicted by regression");
        }
        TreeMap<String, Object> parameters = new TreeMap<>();
        parameters.put("objective", count == 2 ? "binary:logistic" : "multi:softprob");
        if (count > 2) {
            parameters.put("num_class", count);
        }
        return new Goal(name(), parameters, count == 2 ? Link.LOGISTIC : Link.SOFTMAX, classes, weights);
    }

    /** How much each class counts; empty where all count the same. */
    private double[] classWeights(List<String> classes, long[] counts) {
        if (!balanced && classWeights.isEmpty()) {
            return new double[0];
        }
        double[] weights = new double[counts.length];
        Arrays.fill(weights, 1);
        classWeights.forEach((name, weight) -> {
            if (!classes.contains(name)) {
                throw new IllegalArgumentException("The weighted class '" + name + "' is none of " + classes);
            }
            weights[classes.indexOf(name)] = weight;
        });
        double rows = Arrays.stream(counts).sum();
        for (int i = 0; i < counts.length && balanced; i++) {
            weights[i] = counts[i] == 0 ? 1 : rows / ((double) counts.length * counts[i]);
        }
        return weights;
    }

    @Override
    public String toString() {
        return "XGBoostClassifier(" + boosting + (balanced ? ", balanced" : "")
                + (classWeights.isEmpty() ? "" : ", class weights " + classWeights) + ")";
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends XGBoostBuilder<Builder> {
        private final SortedMap<String, Double> classWeights = new TreeMap<>();
        private boolean balanced;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Has each row of a class count so much; 1 unless set. Multiplies the rows' own weights.
         *
         * @param name the class's name, its number where classes have none; training refuses one that the data does not have
         * @param weight above 0
         * @return this builder
         */
        public Builder classWeight(String name, double weight) {
            require("weight of class '" + name + "'", weight > 0 && weight <= 1e9, "above 0 and at most 1e9", weight);
            if (balanced) {
                throw new IllegalStateException("The classes are balanced already: set their weights or balance them");
            }
            classWeights.put(name, weight);
            return this;
        }

        /**
         * Has all classes count the same together, however many rows they have: a row of a class weighs n / (c n_c).
         *
         * @return this builder
         */
        public Builder balanced() {
            if (!classWeights.isEmpty()) {
                throw new IllegalStateException("Classes have weights already: " + classWeights);
            }
            this.balanced = true;
            return this;
        }

        /**
         * Builds the classifier; the builder may go on and build again.
         *
         * @return an immutable classifier
         * @throws IllegalStateException if it is to stop early but has one round only
         */
        public XGBoostClassifier build() {
            return new XGBoostClassifier(boosting(), classWeights, balanced);
        }
    }
}
