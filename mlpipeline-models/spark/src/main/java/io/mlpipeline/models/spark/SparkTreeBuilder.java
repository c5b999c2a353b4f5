package io.mlpipeline.models.spark;

import static io.mlpipeline.models.core.training.Ranges.nonNegative;
import static io.mlpipeline.models.core.training.Ranges.require;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of all of Spark's trees; each call checks its own. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SparkTreeBuilder<B extends SparkTreeBuilder<B>>
        permits SparkForestRegressor.Builder, SparkBoostedRegressor.Builder, SparkTreeClassifierBuilder {
    private int trees = 20;
    private int maxDepth = 5;
    private int maxBins = 32;
    private int minLeafRows = 1;
    private double minGain;
    private double subsample = 1;
    private int featuresPerSplit;
    private long seed;
    private String weightColumn = "";
    private final SortedMap<String, Integer> categories = new TreeMap<>();

    SparkTreeBuilder() {}

    abstract B self();

    final TreeSettings settings() {
        categories.forEach((feature, count) -> require(
                "number of bins",
                maxBins >= count,
                "at least the " + count + " categories of '" + feature + "'",
                maxBins));
        return new TreeSettings(
                trees,
                maxDepth,
                maxBins,
                minLeafRows,
                minGain,
                subsample,
                featuresPerSplit,
                seed,
                weightColumn,
                Collections.unmodifiableSortedMap(new TreeMap<>(categories)));
    }

    /**
     * Sets the number of trees, or the most there may be with early stopping; 20 unless set.
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
     * Sets how many splits lie between the root and a leaf at most; 5 unless set.
     *
     * @param depth 1 to 30, which is as deep as Spark grows
     * @return this builder
     */
    public B maxDepth(int depth) {
        require("depth of a tree", depth >= 1 && depth <= 30, "1 to 30", depth);
        this.maxDepth = depth;
        return self();
    }

    /**
     * Sets into how many bins the values of a feature are sorted; 32 unless set.
     *
     * @param bins 2 to 65,536, and at least as many as any feature has categories
     * @return this builder
     */
    public B maxBins(int bins) {
        require("number of bins", bins >= 2 && bins <= 65_536, "2 to 65536", bins);
        this.maxBins = bins;
        return self();
    }

    /**
     * Sets how many rows a leaf has at least; 1 unless set.
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
     * Sets by how much a split must reduce the impurity; 0 unless set.
     *
     * @param gain finite, 0 or more
     * @return this builder
     */
    public B minGain(double gain) {
        this.minGain = nonNegative("least gain of a split", gain);
        return self();
    }

    /**
     * Sets the share of the rows that each tree sees; 1 unless set.
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
     * Sets from how many features, chosen at random, each split takes the best. Unless set, all for boosted trees; for forests a third in
     * regression and the square root in classification.
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
     * Sets what rows and features are drawn by; 0 unless set.
     *
     * @param seed any number
     * @return this builder
     */
    public B seed(long seed) {
        this.seed = seed;
        return self();
    }

    /**
     * Sets which column of a data set says how much a row counts; a training set knows the weights of its rows.
     *
     * @param column a numeric column of values of 0 or more
     * @return this builder
     */
    public B weightColumn(String column) {
        this.weightColumn = column;
        return self();
    }

    /**
     * Says that a feature holds categories, the whole numbers from 0, which splits then take sets of instead of ranges. A number that
     * was not there in training goes where Spark sends it: to the side that has more of the categories.
     *
     * @param feature its name; training refuses one that the data does not have
     * @param count how many there are, 2 or more
     * @return this builder
     */
    public B categorical(String feature, int count) {
        require("number of categories of '" + feature + "'", count >= 2 && count <= 65_536, "2 to 65536", count);
        categories.put(feature, count);
        return self();
    }
}
