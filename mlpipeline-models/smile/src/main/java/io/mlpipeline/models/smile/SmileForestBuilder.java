package io.mlpipeline.models.smile;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.model.TrainingProgress;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The parameters of Smile's random forests; each call checks its own. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SmileForestBuilder<B extends SmileForestBuilder<B>>
        permits SmileForestRegressor.Builder, SmileForestClassifier.Builder {
    int trees = 100;
    int featuresPerSplit;
    int maxDepth = 20;
    int maxLeaves = Integer.MAX_VALUE;
    int minLeafRows = 5;
    double subsample = 1;
    long seed;
    int threads = 1;
    Consumer<TrainingProgress> listener = progress -> {};
    BooleanSupplier cancelled = () -> false;

    SmileForestBuilder() {}

    abstract B self();

    final Growth growth(SortedMap<String, String> more) {
        SortedMap<String, String> parameters = new TreeMap<>(more);
        parameters.put("trees", Integer.toString(trees));
        parameters.put("features_per_split", featuresPerSplit == 0 ? "default" : Integer.toString(featuresPerSplit));
        parameters.put("max_depth", Integer.toString(maxDepth));
        parameters.put("max_leaves", maxLeaves == Integer.MAX_VALUE ? "unlimited" : Integer.toString(maxLeaves));
        parameters.put("min_leaf_rows", Integer.toString(minLeafRows));
        parameters.put("subsample", Double.toString(subsample));
        parameters.put("seed", Long.toString(seed));
        return new Growth(
                trees,
                featuresPerSplit,
                maxDepth,
                maxLeaves,
                minLeafRows,
                subsample,
                seed,
                threads,
                listener,
                cancelled,
                parameters);
    }

    /**
     * Sets the number of trees; 100 unless set.
     *
     * @param count 1 to 10,000
     * @return this builder
     */
    public B trees(int count) {
        require("number of trees", count >= 1 && count <= 10_000, "1 to 10000", count);
        this.trees = count;
        return self();
    }

    /**
     * Sets from how many features, chosen at random, each split takes the best; a third of them for regression and their square root for
     * classification unless set.
     *
     * @param count 1 or more; training refuses more than there are features
     * @return this builder
     */
    public B featuresPerSplit(int count) {
        require("number of features per split", count >= 1, "1 or more", count);
        this.featuresPerSplit = count;
        return self();
    }

    /**
     * Sets how many splits lie between the root and a leaf at most; 20 unless set.
     *
     * @param depth 1 to 100
     * @return this builder
     */
    public B maxDepth(int depth) {
        require("depth of a tree", depth >= 1 && depth <= 100, "1 to 100", depth);
        this.maxDepth = depth;
        return self();
    }

    /**
     * Sets how many leaves a tree has at most, of which the most useful are grown; unlimited unless set.
     *
     * @param count 2 to 1,000,000
     * @return this builder
     */
    public B maxLeaves(int count) {
        require("number of leaves", count >= 2 && count <= 1_000_000, "2 to 1000000", count);
        this.maxLeaves = count;
        return self();
    }

    /**
     * Sets how many rows a leaf has at least; 5 unless set.
     *
     * @param count 1 or more
     * @return this builder
     */
    public B minLeafRows(int count) {
        require("number of rows in a leaf", count >= 1, "1 or more", count);
        this.minLeafRows = count;
        return self();
    }

    /**
     * Sets the share of the rows that each tree sees, drawn without replacement; 1, unless set, draws as many as there are with
     * replacement.
     *
     * @param share above 0, at most 1
     * @return this builder
     */
    public B subsample(double share) {
        require("share of rows", share > 0 && share <= 1, "above 0 and at most 1", share);
        this.subsample = share;
        return self();
    }

    /**
     * Sets what rows and features are drawn by; 0 unless set. The same seed gives the same trees whatever the number of threads.
     *
     * @param seed any number
     * @return this builder
     */
    public B seed(long seed) {
        this.seed = seed;
        return self();
    }

    /**
     * Sets how many trees grow at a time, each on a thread of its own that ends with the training; 1 unless set.
     *
     * @param count 1 to 256
     * @return this builder
     */
    public B threads(int count) {
        require("number of threads", count >= 1 && count <= 256, "1 to 256", count);
        this.threads = count;
        return self();
    }

    /**
     * Sets who is told of every tree, on the thread that trains.
     *
     * @param listener called after each tree; what it throws ends the training
     * @return this builder
     */
    public B onProgress(Consumer<TrainingProgress> listener) {
        this.listener = listener;
        return self();
    }

    /**
     * Sets what is asked after every tree whether to end the training with a {@link java.util.concurrent.CancellationException}, as
     * interrupting the thread does too. Trees that are growing then are waited for.
     *
     * @param cancelled true to end it
     * @return this builder
     */
    public B cancelWhen(BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        return self();
    }
}
