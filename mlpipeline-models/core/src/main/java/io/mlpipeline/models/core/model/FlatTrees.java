package io.mlpipeline.models.core.model;

import java.util.Arrays;

/**
 * Trees in flat arrays, and the plain way to walk them: the definition of what a tree ensemble predicts.
 *
 * <p>Node i of tree t stands at {@code starts[t] + i}; node 0 is the root. Children are numbers within the tree, -1 in a leaf. A row
 * goes left where its feature, as a float, is below the threshold, and where it is missing and {@code defaultLeft} says so.
 */
final class FlatTrees implements TreeKernel {
    static final int LEAF = -1;

    final int[] starts;
    final int[] left;
    final int[] right;
    final int[] feature;
    final boolean[] defaultLeft;
    /** The threshold of an inner node, the value of a leaf. */
    final float[] value;
    /** How much of the training data reached each node; empty where that is not known. */
    final float[] cover;

    FlatTrees(
            int[] starts, int[] left, int[] right, int[] feature, boolean[] defaultLeft, float[] value, float[] cover) {
        this.starts = starts;
        this.left = left;
        this.right = right;
        this.feature = feature;
        this.defaultLeft = defaultLeft;
        this.value = value;
        this.cover = cover;
    }

    /** Checks that every tree is one: each node but the root has exactly one parent, which comes before it. */
    FlatTrees checked(int features) {
        int nodes = value.length;
        if (starts.length < 1
                || starts[0] != 0
                || starts[trees()] != nodes
                || left.length != nodes
                || right.length != nodes
                || feature.length != nodes
                || defaultLeft.length != nodes
                || (cover.length != nodes && cover.length != 0)) {
            throw new IllegalArgumentException("The arrays of the trees do not belong together");
        }
        for (int tree = 0; tree < trees(); tree++) {
            checkTree(tree, features);
        }
        for (int at = 0; at < cover.length; at++) {
            if (!(cover[at] >= 0 && cover[at] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The cover of a node is finite and 0 or more, got " + cover[at]);
            }
        }
        return this;
    }

    private void checkTree(int tree, int features) {
        int size = starts[tree + 1] - starts[tree];
        if (size < 1 || starts[tree + 1] > value.length) {
            throw new IllegalArgumentException("Tree " + tree + " has " + size + " nodes");
        }
        boolean[] reached = new boolean[size];
        reached[0] = true;
        for (int node = 0; node < size; node++) {
            int at = starts[tree] + node;
            if (left[at] == LEAF && right[at] == LEAF && Float.isFinite(value[at])) {
                continue;
            }
            boolean split = feature[at] >= 0 && feature[at] < features && !Float.isNaN(value[at]);
            if (!split || !reach(reached, node, left[at]) || !reach(reached, node, right[at])) {
                throw new IllegalArgumentException("Node " + node + " of tree " + tree + " is no split of " + features
                        + " features: left " + left[at] + ", right " + right[at] + ", feature " + feature[at]
                        + ", value " + value[at]);
            }
        }
        for (int node = 0; node < size; node++) {
            if (!reached[node]) {
                throw new IllegalArgumentException("Node " + node + " of tree " + tree + " has no parent");
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

    int trees() {
        return starts.length - 1;
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

    /** The trees of one output, where tree t belongs to output {@code t % outputs}. */
    FlatTrees ofOutput(int output, int outputs) {
        if (outputs == 1) {
            return this;
        }
        Builder chosen = new Builder();
        for (int tree = output; tree < trees(); tree += outputs) {
            int from = starts[tree];
            int to = starts[tree + 1];
            chosen.add(
                    Arrays.copyOfRange(left, from, to),
                    Arrays.copyOfRange(right, from, to),
                    Arrays.copyOfRange(feature, from, to),
                    Arrays.copyOfRange(defaultLeft, from, to),
                    Arrays.copyOfRange(value, from, to),
                    cover.length == 0 ? cover : Arrays.copyOfRange(cover, from, to));
        }
        return chosen.build();
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        float sum = base;
        for (int tree = 0; tree < trees(); tree++) {
            sum += leaf(starts[tree], rows, from);
        }
        return sum;
    }

    private float leaf(int root, double[] rows, int from) {
        int at = root;
        while (left[at] != LEAF) {
            float x = (float) rows[from + feature[at]];
            boolean goesLeft = Float.isNaN(x) ? defaultLeft[at] : x < value[at];
            at = root + (goesLeft ? left[at] : right[at]);
        }
        return value[at];
    }

    /** Appends trees. */
    static final class Builder {
        private int[] starts = {0};
        private int[] left = {};
        private int[] right = {};
        private int[] feature = {};
        private boolean[] defaultLeft = {};
        private float[] value = {};
        private float[] cover = {};
        private boolean covered = true;
        private int trees;
        private int nodes;

        /** Appends a tree; its cover may be empty, and then that of all trees is not known. */
        void add(
                int[] treeLeft,
                int[] treeRight,
                int[] treeFeature,
                boolean[] treeDefaultLeft,
                float[] treeValue,
                float[] treeCover) {
            int size = treeValue.length;
            if (treeLeft.length != size
                    || treeRight.length != size
                    || treeFeature.length != size
                    || treeDefaultLeft.length != size) {
                throw new IllegalArgumentException("The arrays of tree " + trees + " have " + treeLeft.length + ", "
                        + treeRight.length + ", " + treeFeature.length + ", " + treeDefaultLeft.length + " and " + size
                        + " elements; they need one a node");
            }
            if (treeCover.length != size && treeCover.length != 0) {
                throw new IllegalArgumentException("Tree " + trees + " has " + size + " nodes, but a cover for "
                        + treeCover.length + "; it needs one a node, or none");
            }
            grow(size);
            covered &= treeCover.length == size;
            System.arraycopy(treeCover, 0, cover, nodes, treeCover.length);
            System.arraycopy(treeLeft, 0, left, nodes, size);
            System.arraycopy(treeRight, 0, right, nodes, size);
            System.arraycopy(treeFeature, 0, feature, nodes, size);
            System.arraycopy(treeDefaultLeft, 0, defaultLeft, nodes, size);
            System.arraycopy(treeValue, 0, value, nodes, size);
            nodes += size;
            starts[++trees] = nodes;
        }

        private void grow(int more) {
            if (trees + 2 > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length + 16);
            }
            int needed = Math.addExact(nodes, more);
            if (needed > value.length) {
                int capacity = Math.max(needed, value.length + (value.length >> 1));
                left = Arrays.copyOf(left, capacity);
                right = Arrays.copyOf(right, capacity);
                feature = Arrays.copyOf(feature, capacity);
                defaultLeft = Arrays.copyOf(defaultLeft, capacity);
                value = Arrays.copyOf(value, capacity);
                cover = Arrays.copyOf(cover, capacity);
            }
        }

        FlatTrees build() {
            return new FlatTrees(
                    Arrays.copyOf(starts, trees + 1),
                    Arrays.copyOf(left, nodes),
                    Arrays.copyOf(right, nodes),
                    Arrays.copyOf(feature, nodes),
                    Arrays.copyOf(defaultLeft, nodes),
                    Arrays.copyOf(value, nodes),
                    Arrays.copyOf(cover, covered ? nodes : 0));
        }
    }
}
