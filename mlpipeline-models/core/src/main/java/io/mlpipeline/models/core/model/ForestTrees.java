package io.mlpipeline.models.core.model;

import java.util.Arrays;

/**
 * Trees with thresholds in double precision, in flat arrays, and the plain way to walk them: the definition of what a
 * {@link ForestModel} adds up.
 *
 * <p>Node i of tree t stands at {@code starts[t] + i}; node 0 is the root. Children are numbers within the tree. A row goes left
 * where its feature is at most the threshold, else right, and so do missing values. A leaf has no left child (-1), and its right one is
 * the number of its values, counted over all trees.
 *
 * <p>Where a node has categories, their bit set stands at {@code sets[t]} from its first word to the next node's: a row goes left if
 * its feature is a whole number whose bit is set. Numbers beyond the set, fractions and missing values go left if the first bit says so;
 * category c has bit c + 1.
 */
final class ForestTrees {
    static final int LEAF = -1;

    final int[] starts;
    final int[] left;
    final int[] right;
    final int[] feature;
    final double[] threshold;
    /** The values of the leaves, so many each as the forest has sums. */
    final double[] leaves;
    /** Where the bit sets of a node begin in {@link #categories}, and where the last ends; empty if no node has categories. */
    final int[] sets;

    final long[] categories;

    ForestTrees(
            int[] starts,
            int[] left,
            int[] right,
            int[] feature,
            double[] threshold,
            double[] leaves,
            int[] sets,
            long[] categories) {
        this.starts = starts;
        this.left = left;
        this.right = right;
        this.feature = feature;
        this.threshold = threshold;
        this.leaves = leaves;
        this.sets = sets;
        this.categories = categories;
    }

    int trees() {
        return starts.length - 1;
    }

    int nodes() {
        return left.length;
    }

    boolean hasCategories() {
        return sets.length > 0;
    }

    /** Checks that every tree is one: each node but the root has exactly one parent, which comes before it. */
    ForestTrees checked(int features, int leafSize) {
        int nodes = left.length;
        boolean lengths = starts.length >= 2
                && starts[0] == 0
                && starts[trees()] == nodes
                && right.length == nodes
                && feature.length == nodes
                && threshold.length == nodes
                && leaves.length % leafSize == 0
                && (sets.length == 0 ? categories.length == 0 : sets.length == nodes + 1);
        if (!lengths) {
            throw new IllegalArgumentException("The arrays of the trees do not belong together");
        }
        for (int i = 0; i < sets.length; i++) {
            if (sets[i] < (i == 0 ? 0 : sets[i - 1]) || sets[i] > categories.length) {
                throw new IllegalArgumentException("The categories of node " + i + " are out of place");
            }
        }
        for (double value : leaves) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("The value of a leaf must be finite, got " + value);
            }
        }
        for (int tree = 0; tree < trees(); tree++) {
            checkTree(tree, features, leaves.length / leafSize);
        }
        return this;
    }

    private void checkTree(int tree, int features, int leafCount) {
        int size = starts[tree + 1] - starts[tree];
        if (size < 1 || starts[tree + 1] > left.length) {
            throw new IllegalArgumentException("Tree " + tree + " has " + size + " nodes");
        }
        boolean[] reached = new boolean[size];
        reached[0] = true;
        for (int node = 0; node < size; node++) {
            int at = starts[tree] + node;
            boolean fits = isLeaf(at)
                    ? right[at] >= 0 && right[at] < leafCount
                    : feature[at] >= 0
                            && feature[at] < features
                            && !Double.isNaN(threshold[at])
                            && reach(reached, node, left[at])
                            && reach(reached, node, right[at]);
            if (!fits || !reached[node]) {
                throw new IllegalArgumentException("Node " + node + " of tree " + tree + " does not fit: left "
                        + left[at] + ", right " + right[at] + ", feature " + feature[at] + " of " + features
                        + ", threshold " + threshold[at]);
            }
        }
    }

    private static boolean reach(boolean[] reached, int parent, int child) {
        if (child <= parent || child >= reached.length || reached[child]) {
            return false;
        }
        reached[child] = true;
        return true;
    }

    boolean isLeaf(int at) {
        return left[at] == LEAF;
    }

    /** How many nodes a row meets at most before its leaf. */
    int depth(int tree) {
        int[] depths = new int[starts[tree + 1] - starts[tree]];
        int depth = 0;
        for (int node = 0; node < depths.length; node++) {
            int at = starts[tree] + node;
            depth = Math.max(depth, depths[node]);
            if (!isLeaf(at)) {
                depths[left[at]] = depths[node] + 1;
                depths[right[at]] = depths[node] + 1;
            }
        }
        return depth;
    }

    /** The number of the leaf that a row reaches. */
    int leaf(int tree, double[] rows, int from) {
        int root = starts[tree];
        int at = root;
        while (left[at] != LEAF) {
            double x = rows[from + feature[at]];
            boolean goesLeft = hasCategories() && sets[at + 1] > sets[at] ? isIn(at, x) : x <= threshold[at];
            at = root + (goesLeft ? left[at] : right[at]);
        }
        return right[at];
    }

    private boolean isIn(int at, double x) {
        int first = sets[at];
        long bits = 64L * (sets[at + 1] - first);
        int bit = x >= 0 && x < bits - 1 && x == Math.rint(x) ? (int) x + 1 : 0;
        return (categories[first + (bit >> 6)] >>> bit & 1) != 0;
    }

    /** Appends trees. */
    static final class Builder {
        private final int leafSize;
        private int[] starts = {0};
        private int[] left = {};
        private int[] right = {};
        private int[] feature = {};
        private double[] threshold = {};
        private double[] leaves = {};
        private int[] sets = {0};
        private long[] categories = {};
        private int trees;
        private int nodes;
        private int leafValues;
        private int words;

        Builder(int leafSize) {
            this.leafSize = leafSize;
        }

        /** Adds a node of the current tree; returns its number in it. */
        int split(int featureIndex, double at, long[] set) {
            growNodes();
            feature[nodes] = featureIndex;
            threshold[nodes] = at;
            if (words + set.length > categories.length) {
                categories = Arrays.copyOf(categories, 2 * (words + set.length));
            }
            System.arraycopy(set, 0, categories, words, set.length);
            words += set.length;
            return end();
        }

        int leaf(double... values) {
            growNodes();
            if (values.length != leafSize) {
                throw new IllegalArgumentException(values.length + " values in a leaf that needs " + leafSize);
            }
            if (leafValues + leafSize > leaves.length) {
                leaves = Arrays.copyOf(leaves, Math.addExact(leafValues, leafValues / 2 + 16 * leafSize));
            }
            System.arraycopy(values, 0, leaves, leafValues, leafSize);
            left[nodes] = LEAF;
            right[nodes] = leafValues / leafSize;
            leafValues += leafSize;
            return end();
        }

        private int end() {
            sets[++nodes] = words;
            return nodes - 1 - starts[trees];
        }

        void children(int node, int leftChild, int rightChild) {
            left[starts[trees] + node] = leftChild;
            right[starts[trees] + node] = rightChild;
        }

        void endTree() {
            if (trees + 2 > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length + 16);
            }
            starts[++trees] = nodes;
        }

        private void growNodes() {
            if (nodes == left.length) {
                int capacity = Math.addExact(nodes, nodes / 2 + 64);
                left = Arrays.copyOf(left, capacity);
                right = Arrays.copyOf(right, capacity);
                feature = Arrays.copyOf(feature, capacity);
                threshold = Arrays.copyOf(threshold, capacity);
                sets = Arrays.copyOf(sets, capacity + 1);
            }
        }

        ForestTrees build() {
            return new ForestTrees(
                    Arrays.copyOf(starts, trees + 1),
                    Arrays.copyOf(left, nodes),
                    Arrays.copyOf(right, nodes),
                    Arrays.copyOf(feature, nodes),
                    Arrays.copyOf(threshold, nodes),
                    Arrays.copyOf(leaves, leafValues),
                    words == 0 ? new int[0] : Arrays.copyOf(sets, nodes + 1),
                    Arrays.copyOf(categories, words));
        }
    }
}
