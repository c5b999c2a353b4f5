package io.mlpipeline.models.xgboost;

import static io.mlpipeline.models.xgboost.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gradient-boosted trees for regression, trained by XGBoost and exported to a
 * {@link io.mlpipeline.models.core.model.TreeEnsemble} that scores without it. Immutable and safe for use by many threads.
 *
 * <p>Before a model is returned, the exported trees are replayed against XGBoost's own predictions, with values missing at random
 * too, and must give equal floats. The importance of a feature is its share of the total gain of all splits.
 *
 * <p>Features are rounded to single precision. The same data, parameters and seed give the same model for the same version of
 * XGBoost. Training takes about 4 bytes a value outside the Java heap besides XGBoost's own bins.
 *
 * <p>One thread trains unless {@link Builder#threads(int)} says otherwise. With more, XGBoost's OpenMP threads spin while they wait
 * for each other: on a machine that does other work too, start the process with {@code OMP_WAIT_POLICY=passive}.
 *
 * <p>Source: T. Chen and C. Guestrin, XGBoost: A Scalable Tree Boosting System, KDD 2016.
 */
public final class XGBoostRegressor implements Estimator {
    private final int trees;
    private final int maxDepth;
    private final double learningRate;
    private final double minChildWeight;
    private final double subsample;
    private final double columnSample;
    private final double l1;
    private final double l2;
    private final double gamma;
    private final int maxBins;
    private final Objective objective;
    private final int seed;
    private final int threads;
    private final double validationShare;
    private final int patience;

    private XGBoostRegressor(Builder builder) {
        this.trees = builder.trees;
        this.maxDepth = builder.maxDepth;
        this.learningRate = builder.learningRate;
        this.minChildWeight = builder.minChildWeight;
        this.subsample = builder.subsample;
        this.columnSample = builder.columnSample;
        this.l1 = builder.l1;
        this.l2 = builder.l2;
        this.gamma = builder.gamma;
        this.maxBins = builder.maxBins;
        this.objective = builder.objective;
        this.seed = builder.seed;
        this.threads = builder.threads;
        this.validationShare = builder.validationShare;
        this.patience = builder.patience;
    }

    /**
     * Starts a regressor with 100 trees of depth 6, a learning rate of 0.3 and squared error, on one thread.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "xgboost";
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
     * @param data the labelled data, at least one row
     * @return the fit; close it
     * @throws InvalidDataException if there are no rows, a value does not fit a float, or a label does not suit the objective
     * @throws IllegalStateException if XGBoost's native library cannot be loaded on this platform
     */
    public XGBoostFit train(TrainingSet data) {
        checkLabels(data);
        return new Training(this, data).run();
    }

    private void checkLabels(TrainingSet data) {
        if (data.size() == 0) {
            throw new InvalidDataException("Cannot learn from an empty training set: " + data);
        }
        for (int i = 0; i < data.size(); i++) {
            if (objective.needsNonNegativeLabels() && data.label(i) < 0) {
                throw new InvalidDataException(
                        "Objective " + objective + " takes labels of 0 or more, but '" + data.target() + "' is "
                                + data.label(i) + " in row " + i + ". Use Objective.SQUARED_ERROR, or drop such rows");
            }
        }
    }

    int trees() {
        return trees;
    }

    Objective objective() {
        return objective;
    }

    int seed() {
        return seed;
    }

    boolean stopsEarly() {
        return validationShare > 0;
    }

    double validationShare() {
        return validationShare;
    }

    int patience() {
        return patience;
    }

    /** What XGBoost is given, by its own names. */
    SortedMap<String, Object> nativeParameters() {
        SortedMap<String, Object> parameters = new TreeMap<>();
        parameters.put("booster", "gbtree");
        parameters.put("tree_method", "hist");
        parameters.put("objective", objective.nativeName());
        parameters.putAll(objective.parameters());
        parameters.put("max_depth", maxDepth);
        parameters.put("eta", learningRate);
        parameters.put("min_child_weight", minChildWeight);
        parameters.put("subsample", subsample);
        parameters.put("colsample_bytree", columnSample);
        parameters.put("alpha", l1);
        parameters.put("lambda", l2);
        parameters.put("gamma", gamma);
        parameters.put("max_bin", maxBins);
        parameters.put("seed", seed);
        parameters.put("nthread", threads);
        parameters.put("verbosity", 0);
        return parameters;
    }

    @Override
    public String toString() {
        return "XGBoostRegressor(" + trees + " trees, " + nativeParameters() + ")";
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder {
        private int trees = 100;
        private int maxDepth = 6;
        private double learningRate = 0.3;
        private double minChildWeight = 1;
        private double subsample = 1;
        private double columnSample = 1;
        private double l1;
        private double l2 = 1;
        private double gamma;
        private int maxBins = 256;
        private Objective objective = Objective.SQUARED_ERROR;
        private int seed;
        private int threads = 1;
        private double validationShare;
        private int patience;

        private Builder() {}

        /**
         * Sets the number of trees, or the most there may be with {@link #earlyStopping}.
         *
         * @param count 1 to 100,000
         * @return this builder
         */
        public Builder trees(int count) {
            require("number of trees", count >= 1 && count <= 100_000, "1 to 100000", count);
            this.trees = count;
            return this;
        }

        /**
         * Sets how many splits lie between the root and a leaf at most.
         *
         * @param depth 1 to 30
         * @return this builder
         */
        public Builder maxDepth(int depth) {
            require("depth of a tree", depth >= 1 && depth <= 30, "1 to 30", depth);
            this.maxDepth = depth;
            return this;
        }

        /**
         * Sets by how much each tree's contribution is shrunk.
         *
         * @param rate above 0, at most 1
         * @return this builder
         */
        public Builder learningRate(double rate) {
            require("learning rate", rate > 0 && rate <= 1, "above 0 and at most 1", rate);
            this.learningRate = rate;
            return this;
        }

        /**
         * Sets the least sum of second derivatives in a leaf; with squared error, the least number of rows.
         *
         * @param weight finite, 0 or more
         * @return this builder
         */
        public Builder minChildWeight(double weight) {
            this.minChildWeight = nonNegative("least weight of a child", weight);
            return this;
        }

        /**
         * Sets the share of the rows that each tree sees.
         *
         * @param share above 0, at most 1
         * @return this builder
         */
        public Builder subsample(double share) {
            require("share of rows", share > 0 && share <= 1, "above 0 and at most 1", share);
            this.subsample = share;
            return this;
        }

        /**
         * Sets the share of the features that each tree sees.
         *
         * @param share above 0, at most 1
         * @return this builder
         */
        public Builder columnSample(double share) {
            require("share of features", share > 0 && share <= 1, "above 0 and at most 1", share);
            this.columnSample = share;
            return this;
        }

        /**
         * Sets the L1 penalty on leaves.
         *
         * @param penalty finite, 0 or more
         * @return this builder
         */
        public Builder l1(double penalty) {
            this.l1 = nonNegative("L1 penalty", penalty);
            return this;
        }

        /**
         * Sets the L2 penalty on leaves.
         *
         * @param penalty finite, 0 or more
         * @return this builder
         */
        public Builder l2(double penalty) {
            this.l2 = nonNegative("L2 penalty", penalty);
            return this;
        }

        /**
         * Sets the least gain of a split.
         *
         * @param gain finite, 0 or more
         * @return this builder
         */
        public Builder gamma(double gain) {
            this.gamma = nonNegative("least gain of a split", gain);
            return this;
        }

        /**
         * Sets into how many bins the values of a feature are sorted.
         *
         * @param bins 2 to 65,536
         * @return this builder
         */
        public Builder maxBins(int bins) {
            require("number of bins", bins >= 2 && bins <= 65_536, "2 to 65536", bins);
            this.maxBins = bins;
            return this;
        }

        /**
         * Sets what is minimised.
         *
         * @param objective the objective
         * @return this builder
         */
        public Builder objective(Objective objective) {
            this.objective = objective;
            return this;
        }

        /**
         * Sets the seed of row and feature sampling.
         *
         * @param seed 0 or more
         * @return this builder
         */
        public Builder seed(int seed) {
            require("seed", seed >= 0, "0 or more", seed);
            this.seed = seed;
            return this;
        }

        /**
         * Sets how many threads train.
         *
         * @param count 1 or more
         * @return this builder
         */
        public Builder threads(int count) {
            require("number of threads", count >= 1, "1 or more", count);
            this.threads = count;
            return this;
        }

        /**
         * Finds the number of trees on the latest rows: trains on the earlier ones until the objective's own error on the latest
         * has not fallen for a while, then trains again on all rows with the number of trees that was best. Rows of one moment are
         * never torn apart.
         *
         * @param latestShare the share of the rows that the error is measured on, above 0, at most 0.5
         * @param patience how many trees without improvement end the search, 1 or more
         * @return this builder
         */
        public Builder earlyStopping(double latestShare, int patience) {
            require(
                    "share of the latest rows",
                    latestShare > 0 && latestShare <= 0.5,
                    "above 0 and at most 0.5",
                    latestShare);
            require("patience", patience >= 1, "1 or more", patience);
            this.validationShare = latestShare;
            this.patience = patience;
            return this;
        }

        private static double nonNegative(String parameter, double value) {
            require(parameter, value >= 0 && Double.isFinite(value), "finite and 0 or more", value);
            return value;
        }

        /**
         * Builds the regressor; the builder may go on and build again.
         *
         * @return an immutable regressor
         */
        public XGBoostRegressor build() {
            return new XGBoostRegressor(this);
        }
    }
}
