package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decision trees in double precision, as Spark MLlib and Smile grow them: random forests and boosted trees. Immutable and safe for use
 * by many threads.
 *
 * <p>A row goes left where its feature is at most the node's threshold, or one of the node's categories, else right; so do missing
 * values ({@code NaN}). The values of the leaves are added in the order of the trees, and the {@link ForestLink} makes the prediction of
 * the sums. {@link TreeEnsemble} is the form of XGBoost's trees, which compare and add in single precision.
 *
 * <p>Predicting allocates nothing once a thread has used the model; each thread keeps a scratch of 8 bytes a feature and a sum.
 *
 * <p>Source: L. Breiman, Random Forests, Machine Learning 45 (2001).
 */
public final class ForestModel implements Model {
    private final List<String> features;
    private final List<String> classes;
    private final ForestLink link;
    private final ForestTrees trees;
    private final int leafSize;
    private final Optional<ForestWalk> walk;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<double[]> scratch;

    private ForestModel(List<String> features, List<String> classes, ForestLink link, ForestTrees trees, int leafSize) {
        this.features = features;
        this.classes = classes;
        this.link = link;
        this.trees = trees;
        this.leafSize = leafSize;
        this.walk = trees.hasCategories()
                ? Optional.empty()
                : Optional.of(new ForestWalk(trees, features.size(), leafSize));
        this.scratch = ThreadLocal.withInitial(() -> new double[leafSize]);
    }

    static ForestModel of(
            List<String> features, List<String> classes, int classCount, ForestLink link, ForestTrees trees) {
        List<String> names = FeatureNames.copyOf(features);
        if (link == ForestLink.SHARES && classCount < 2) {
            throw new IllegalArgumentException("A classifier needs two classes or more, got " + classCount);
        }
        List<String> labels = ClassNames.checked(classes, link.task(), classCount);
        int leafSize = link.leafSize(labels.size());
        return new ForestModel(names, labels, link, trees.checked(names.size(), leafSize), leafSize);
    }

    /**
     * Starts a forest for regression, or for two classes with {@link ForestLink#LOGISTIC}.
     *
     * @param features the features' names in vector order
     * @param link what the sums are; none of shares
     * @param classes the names of the two classes; none for regression, or for 0 and 1
     * @return an empty builder
     */
    public static Builder builder(List<String> features, ForestLink link, List<String> classes) {
        if (link.leafSize(2) > 1) {
            throw new IllegalArgumentException("Shares need a number of classes: call shares(features, classes)");
        }
        return new Builder(features, link, classes, 1);
    }

    /**
     * Starts a forest whose leaves hold one number a class.
     *
     * @param features the features' names in vector order
     * @param classes the names of the classes, two or more
     * @return an empty builder
     */
    public static Builder shares(List<String> features, List<String> classes) {
        return new Builder(
                features, classes.size() == 2 ? ForestLink.SHARE : ForestLink.SHARES, classes, classes.size());
    }

    @Override
    public ModelTask task() {
        return link.task();
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
        return link == ForestLink.SHARES ? classes.size() : 1;
    }

    /**
     * What makes predictions of the sums.
     *
     * @return the link
     */
    public ForestLink link() {
        return link;
    }

    /**
     * The number of trees.
     *
     * @return 1 or more
     */
    public int trees() {
        return trees.trees();
    }

    /**
     * The number of nodes of all trees together, leaves included.
     *
     * @return 1 or more
     */
    public int nodes() {
        return trees.nodes();
    }

    ForestTrees forestTrees() {
        return trees;
    }

    @Override
    public double predict(double[] vector) {
        if (outputs() != 1) {
            throw new IllegalStateException("The model has " + outputs() + " outputs; call predict(features, out)");
        }
        Arguments.checkVector(vector, features.size());
        return one(sums(vector, 0), link == ForestLink.LOGISTIC);
    }

    @Override
    public void predict(double[] vector, double[] out) {
        Arguments.checkVector(vector, features.size());
        Arguments.checkOut(out, outputs());
        predict(vector, 0, out, 0);
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        int outputs = outputs();
        Arguments.checkBatch(rows, features.size(), count, out, outputs);
        for (int i = 0; i < count; i++) {
            predict(rows, i * features.size(), out, i * outputs);
        }
    }

    /** The sum behind a probability of {@link ForestLink#LOGISTIC}; else the prediction. */
    @Override
    public void margins(double[] vector, double[] out) {
        if (link == ForestLink.LOGISTIC) {
            Arguments.checkVector(vector, features.size());
            Arguments.checkOut(out, 1);
            out[0] = one(sums(vector, 0), false);
        } else {
            predict(vector, out);
        }
    }

    private void predict(double[] rows, int from, double[] out, int at) {
        double[] sums = sums(rows, from);
        if (link != ForestLink.SHARES) {
            out[at] = one(sums, link == ForestLink.LOGISTIC);
            return;
        }
        double total = total(sums);
        for (int i = 0; i < leafSize; i++) {
            out[at + i] = sums[i] / total;
        }
    }

    private double one(double[] sums, boolean squash) {
        return switch (link) {
            case MEAN -> sums[0] / trees.trees();
            case SUM -> sums[0];
            case LOGISTIC -> squash ? 1 / (1 + StrictMath.exp(-sums[0])) : sums[0];
            case SHARE -> sums[1] / total(sums);
            case SHARES -> throw new IllegalStateException("Shares have as many outputs as classes");
        };
    }

    private double total(double[] sums) {
        double total = 0;
        for (int i = 0; i < leafSize; i++) {
            total += sums[i];
        }
        return total;
    }

    private double[] sums(double[] rows, int from) {
        double[] sums = scratch.get();
        Arrays.fill(sums, 0);
        if (walk.isPresent()) {
            walk.get().add(rows, from, sums, 0);
            return sums;
        }
        for (int tree = 0; tree < trees.trees(); tree++) {
            int leaf = trees.leaf(tree, rows, from) * leafSize;
            for (int i = 0; i < leafSize; i++) {
                sums[i] += trees.leaves[leaf + i];
            }
        }
        return sums;
    }

    @Override
    public String toString() {
        return "ForestModel(" + trees() + " trees, " + nodes() + " nodes, " + features.size() + " features, " + link
                + ")";
    }

    /**
     * Collects trees in order, each node by node: parents before their children, which {@link #children} names once all are there. Not
     * thread-safe.
     */
    public static final class Builder {
        private final List<String> features;
        private final ForestLink link;
        private final List<String> classes;
        private final int classCount;
        private final ForestTrees.Builder trees;

        private Builder(List<String> features, ForestLink link, List<String> classes, int classCount) {
            this.features = FeatureNames.copyOf(features);
            this.link = link;
            this.classes = List.copyOf(classes);
            this.classCount = classCount;
            this.trees = new ForestTrees.Builder(link.leafSize(classCount));
        }

        /**
         * Adds an inner node to the current tree.
         *
         * @param feature the position of the feature that it asks
         * @param threshold what sends at most it left
         * @return the node's number within the tree
         */
        public int split(int feature, double threshold) {
            return trees.split(feature, threshold, new long[0]);
        }

        /**
         * Adds an inner node that asks for categories, which are whole numbers.
         *
         * @param feature the position of the feature that it asks
         * @param left for each category whether it goes left
         * @param othersLeft whether all other values go left, missing ones included
         * @return the node's number within the tree
         */
        public int split(int feature, boolean[] left, boolean othersLeft) {
            long[] set = new long[left.length / Long.SIZE + 1];
            set[0] = othersLeft ? 1 : 0;
            for (int bit = 1; bit < set.length * Long.SIZE; bit++) {
                boolean goesLeft = bit <= left.length ? left[bit - 1] : othersLeft;
                set[bit / Long.SIZE] |= goesLeft ? 1L << bit : 0;
            }
            return trees.split(feature, 0, set);
        }

        /**
         * Adds a leaf to the current tree.
         *
         * @param values one value, or one a class; finite
         * @return the node's number within the tree
         * @throws IllegalArgumentException if their number is wrong
         */
        public int leaf(double... values) {
            return trees.leaf(values);
        }

        /**
         * Names the children of an inner node of the current tree.
         *
         * @param node the inner node
         * @param left where rows go that it asks for; a node added after it
         * @param right where all others go; a node added after it
         * @return this builder
         */
        public Builder children(int node, int left, int right) {
            trees.children(node, left, right);
            return this;
        }

        /**
         * Ends the current tree.
         *
         * @return this builder
         */
        public Builder endTree() {
            trees.endTree();
            return this;
        }

        /**
         * Builds the forest of the trees that were ended; the builder may go on and build again.
         *
         * @return an immutable forest
         * @throws IllegalArgumentException if there is no tree, a tree is none, asks a feature that does not exist or holds a value that
         *     is not finite
         */
        public ForestModel build() {
            return of(features, classes, classCount, link, trees.build());
        }
    }
}
