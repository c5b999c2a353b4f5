package io.mlpipeline.models.xgboost;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.model.TrainingProgress;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The parameters that boosted trees have in common, whatever they learn; each call checks its own. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class XGBoostBuilder<B extends XGBoostBuilder<B>>
        permits XGBoostRegressor.Builder, XGBoostClassifier.Builder {
    /** XGBoost ignores names that it does not know, so only these pass. */
    private static final Set<String> OTHERS = Set.of(
            "colsample_bylevel",
            "grow_policy",
            "interaction_constraints",
            "max_cat_threshold",
            "max_cat_to_onehot",
            "max_delta_step",
            "max_leaves",
            "sampling_method",
            "tree_method");

    private final SortedMap<String, Object> parameters = new TreeMap<>();
    private final SortedMap<String, Monotonicity> monotone = new TreeMap<>();
    private int trees = 100;
    private Set<String> categorical = Set.of();
    private int seed;
    private EarlyStopping stopping = EarlyStopping.NEVER;
    private Consumer<TrainingProgress> listener = Boosting.UNHEARD;
    private BooleanSupplier cancelled = Boosting.GOES_ON;

    XGBoostBuilder() {
        parameters.put("booster", "gbtree");
        parameters.put("tree_method", "hist");
        parameters.put("max_depth", 6);
        parameters.put("eta", 0.3);
        parameters.put("min_child_weight", 1.0);
        parameters.put("subsample", 1.0);
        parameters.put("colsample_bytree", 1.0);
        parameters.put("alpha", 0.0);
        parameters.put("lambda", 1.0);
        parameters.put("gamma", 0.0);
        parameters.put("max_bin", 256);
        parameters.put("nthread", 1);
        parameters.put("verbosity", 0);
    }

    abstract B self();

    Boosting boosting() {
        if (stopping.isUsed() && trees == 1) {
            throw new IllegalStateException("Early stopping finds the number of rounds, but there is only one. "
                    + "Maybe trees(...) was not called, or a random forest is to be stopped, which cannot be");
        }
        return new Boosting(parameters, trees, seed, monotone, categorical, stopping, listener, cancelled);
    }

    /**
     * Sets the number of trees, or the most there may be with early stopping. A classifier of more than two classes grows as many
     * for each class.
     *
     * @param count 1 to 100,000
     * @return this builder
     */
    public B trees(int count) {
        require("number of trees", count >= 1 && count <= 100_000, "1 to 100000", count);
        this.trees = count;
        return self();
    }

    /**
     * Makes a random forest in place of each tree: as many trees, each on its own sample of rows and features, whose average is
     * added. With {@code trees(1)} and a learning rate of 1 the model is a random forest.
     *
     * @param count 1 to 10,000
     * @return this builder
     */
    public B treesPerRound(int count) {
        require("number of trees a round", count >= 1 && count <= 10_000, "1 to 10000", count);
        return put("num_parallel_tree", count);
    }

    /** Turns the builder's parameters to those of a random forest, as XGBoost's own interfaces in other languages do. */
    B forest(int count) {
        trees(1).treesPerRound(count).learningRate(1).subsample(0.8).columnSamplePerSplit(0.8);
        return l2(1e-5);
    }

    /**
     * Sets how many splits lie between the root and a leaf at most.
     *
     * @param depth 1 to 30
     * @return this builder
     */
    public B maxDepth(int depth) {
        require("depth of a tree", depth >= 1 && depth <= 30, "1 to 30", depth);
        return put("max_depth", depth);
    }

    /**
     * Sets by how much each tree's contribution is shrunk.
     *
     * @param rate above 0, at most 1
     * @return this builder
     */
    public B learningRate(double rate) {
        return put("eta", share("learning rate", rate));
    }

    /**
     * Sets the least sum of second derivatives in a leaf; with squared error, the least number of rows.
     *
     * @param weight finite, 0 or more
     * @return this builder
     */
    public B minChildWeight(double weight) {
        return put("min_child_weight", nonNegative("least weight of a child", weight));
    }

    /**
     * Sets the share of the rows that each tree sees.
     *
     * @param share above 0, at most 1
     * @return this builder
     */
    public B subsample(double share) {
        return put("subsample", share("share of rows", share));
    }

    /**
     * Sets the share of the features that each tree sees.
     *
     * @param share above 0, at most 1
     * @return this builder
     */
    public B columnSample(double share) {
        return put("colsample_bytree", share("share of features", share));
    }

    /**
     * Sets the share of a tree's features that each split chooses from.
     *
     * @param share above 0, at most 1
     * @return this builder
     */
    public B columnSamplePerSplit(double share) {
        return put("colsample_bynode", share("share of features a split", share));
    }

    /**
     * Sets the L1 penalty on leaves.
     *
     * @param penalty finite, 0 or more
     * @return this builder
     */
    public B l1(double penalty) {
        return put("alpha", nonNegative("L1 penalty", penalty));
    }

    /**
     * Sets the L2 penalty on leaves.
     *
     * @param penalty finite, 0 or more
     * @return this builder
     */
    public B l2(double penalty) {
        return put("lambda", nonNegative("L2 penalty", penalty));
    }

    /**
     * Sets the least gain of a split.
     *
     * @param gain finite, 0 or more
     * @return this builder
     */
    public B gamma(double gain) {
        return put("gamma", nonNegative("least gain of a split", gain));
    }

    /**
     * Sets into how many bins the values of a feature are sorted.
     *
     * @param bins 2 to 65,536
     * @return this builder
     */
    public B maxBins(int bins) {
        require("number of bins", bins >= 2 && bins <= 65_536, "2 to 65536", bins);
        return put("max_bin", bins);
    }

    /**
     * Has predictions only rise, or only fall, as one feature grows and the others stay.
     *
     * @param feature the feature's name; training refuses one that the data does not have
     * @param direction which way
     * @return this builder
     */
    public B monotone(String feature, Monotonicity direction) {
        monotone.put(feature, direction);
        return self();
    }

    /**
     * Takes the values of features for categories without order: whole numbers from 0 on.
     *
     * @param features the features' names; training refuses one that the data does not have
     * @return this builder
     */
    public B categorical(String... features) {
        this.categorical = Set.of(features);
        return self();
    }

    /**
     * Sets the seed of row and feature sampling.
     *
     * @param seed 0 or more
     * @return this builder
     */
    public B seed(int seed) {
        require("seed", seed >= 0, "0 or more", seed);
        this.seed = seed;
        return put("seed", seed);
    }

    /**
     * Sets how many threads train.
     *
     * @param count 1 or more
     * @return this builder
     */
    public B threads(int count) {
        require("number of threads", count >= 1, "1 or more", count);
        return put("nthread", count);
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
    public B earlyStopping(double latestShare, int patience) {
        this.stopping = EarlyStopping.onLatest(latestShare, patience);
        return self();
    }

    /**
     * As {@link #earlyStopping(double, int)}, on rows drawn at random with the {@link #seed(int)}: for rows without times. Rows of
     * one key are never torn apart.
     *
     * @param share the share of the rows, or keys, that the error is measured on, above 0, at most 0.5
     * @param patience how many trees without improvement end the search, 1 or more
     * @return this builder
     */
    public B earlyStoppingAtRandom(double share, int patience) {
        this.stopping = EarlyStopping.atRandom(share, patience);
        return self();
    }

    /**
     * Has someone told after every round, on the thread that trains. What the listener throws ends the training and goes to the
     * caller.
     *
     * @param listener is told
     * @return this builder
     */
    public B onProgress(Consumer<TrainingProgress> listener) {
        this.listener = listener;
        return self();
    }

    /**
     * Has training asked after every round whether to go on; if not, or if its thread was interrupted, it ends with a
     * {@link java.util.concurrent.CancellationException}.
     *
     * @param cancelled true to end it
     * @return this builder
     */
    public B cancelWhen(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        return self();
    }

    /**
     * Sets one of the further parameters of tree growing, by XGBoost's own name.
     *
     * @param name one of {@code colsample_bylevel}, {@code grow_policy}, {@code interaction_constraints}, {@code max_cat_threshold},
     *     {@code max_cat_to_onehot}, {@code max_delta_step}, {@code max_leaves}, {@code sampling_method} and {@code tree_method}
     * @param value as XGBoost reads it
     * @return this builder
     * @throws IllegalArgumentException if the name is no such parameter: XGBoost itself ignores misspelt ones
     */
    public B nativeParameter(String name, String value) {
        if (!OTHERS.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is no parameter that can be set by name; there are "
                    + new TreeSet<>(OTHERS) + ". Maybe this builder has a method for it");
        }
        return put(name, value);
    }

    private B put(String name, Object value) {
        parameters.put(name, value);
        return self();
    }

    private static double share(String parameter, double value) {
        require(parameter, value > 0 && value <= 1, "above 0 and at most 1", value);
        return value;
    }

    private static double nonNegative(String parameter, double value) {
        require(parameter, value >= 0 && Double.isFinite(value), "finite and 0 or more", value);
        return value;
    }
}
