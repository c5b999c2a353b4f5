package io.mlpipeline.models.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees in flat arrays, and the plain way to walk them: the definition of what a tree ensemble predicts.
 *
 * <p>Node i of tree t stands at {@code starts[t] + i}; node 0 is the root. Children are numbers within the tree, -1 in a leaf. A row
 * goes left where its feature, as a float, is below the threshold, and where it is missing and {@code defaultLeft} says so. At a
 * node with a set of categories it goes right where the feature's whole part is in the set, left where it is not.
 */
final class FlatTrees implements TreeKernel {
    static final int LEAF = -1;
    static final int NUMERIC = -1;
    static final int MOST_CATEGORIES = (1 << 24) - 1;
    private static final long MOST_SET_WORDS = 1 << 24;

    final int[] starts;
    final int[] left;
    final int[] right;
    final int[] feature;
    final boolean[] defaultLeft;
    /** The threshold of an inner node, the value of a leaf. */
    final float[] value;
    /** How much of the training data reached each node; empty where that is not known. */
    final float[] cover;
    /** For each node {@link #NUMERIC} or the number of the set of categories that go right; empty where no node has one. */
    final int[] set;
    /** Sets of categories, one bit each. */
    final long[][] sets;

    FlatTrees(
            int[] starts,
            int[] left,
            int[] right,
            int[] feature,
            boolean[] defaultLeft,
            float[] value,
            float[] cover,
            int[] set,
            long[][] sets) {
        this.starts = starts;
        this.left = left;
        this.right = right;
        this.feature = feature;
        this.defaultLeft = defaultLeft;
        this.value = value;
        this.cover = cover;
        this.set = set;
        this.sets = sets;
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
                || (cover.length != nodes && cover.length != 0)
                || (set.length != nodes && set.length != 0)) {
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
            boolean split = feature[at] >= 0
                    && feature[at] < features
                    && !Float.isNaN(value[at])
                    && (set.length == 0 || set[at] >= NUMERIC && set[at] < sets.length);
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

    boolean hasCategories() {
        return set.length > 0;
    }

    boolean isCategorical(int at) {
        return hasCategories() && set[at] != NUMERIC;
    }

    /** The way of a value at an inner node. */
    boolean goesLeft(int at, float x) {
        if (Float.isNaN(x)) {
            return defaultLeft[at];
        }
        return isCategorical(at) ? !isIn(sets[set[at]], x) : x < value[at];
    }

    /** Whether a set holds the category; numbers that are no category are in no set. */
    static boolean isIn(long[] set, float x) {
        int category = (int) x;
        return x >= 0 && category >> 6 < set.length && (set[category >> 6] >>> category & 1) != 0;
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

    /**
     * The trees of each output side by side, where tree t belongs to output {@code t % outputs}; each output is filled up with
     * trees of -0, which change no sum, to a multiple of some number.
     */
    FlatTrees grouped(int outputs, int multiple) {
        if (outputs == 1) {
            return this;
        }
        Builder chosen = new Builder();
        for (int output = 0; output < outputs; output++) {
            int count = 0;
            for (int tree = output; tree < trees(); tree += outputs) {
                chosen.copy(this, tree);
                count++;
            }
            for (; count % multiple != 0; count++) {
                chosen.add(
                        new int[] {LEAF},
                        new int[] {LEAF},
                        new int[1],
                        new boolean[1],
                        new float[] {-0.0f},
                        new float[cover.length == 0 ? 0 : 1],
                        new int[0][]);
            }
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

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        for (int output = 0; output < bases.length; output++) {
            float sum = bases[output];
            for (int tree = output; tree < trees(); tree += bases.length) {
                sum += leaf(starts[tree], rows, from);
            }
            out[at + output] = sum;
        }
    }

    private float leaf(int root, double[] rows, int from) {
        int at = root;
        while (left[at] != LEAF) {
            float x = (float) rows[from + feature[at]];
            at = root + (goesLeft(at, x) ? left[at] : right[at]);
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
        private int[] set = {};
        private final List<long[]> sets = new ArrayList<>();
        private long setWords;
        private int trees;
        private int nodes;

        /** Appends a tree of other trees. */
        void copy(FlatTrees trees, int tree) {
            int from = trees.starts[tree];
            int to = trees.starts[tree + 1];
            grow(to - from);
            for (int at = from; at < to && trees.hasCategories(); at++) {
                if (trees.isCategorical(at)) {
                    set[nodes + at - from] = sets.size();
                    sets.add(trees.sets[trees.set[at]]);
                }
            }
            covered &= trees.cover.length > 0;
            append(
                    trees.left,
                    trees.right,
                    trees.feature,
                    trees.defaultLeft,
                    trees.value,
                    trees.cover,
                    from,
                    to - from);
        }

        /**
         * Appends a tree; its cover may be empty, and then that of all trees is not known. The categories of each node are empty for
         * numbers, and may be none at all.
         */
        void add(
                int[] treeLeft,
                int[] treeRight,
                int[] treeFeature,
                boolean[] treeDefaultLeft,
                float[] treeValue,
                float[] treeCover,
                int[][] treeCategories) {
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
            if (treeCategories.length != size && treeCategories.length != 0) {
                throw new IllegalArgumentException("Tree " + trees + " has " + size + " nodes, but categories for "
                        + treeCategories.length + "; it needs them for each node, or none");
            }
            grow(size);
            for (int node = 0; node < treeCategories.length; node++) {
                if (treeCategories[node].length > 0) {
                    set[nodes + node] = sets.size();
                    sets.add(bits(treeCategories[node]));
                }
            }
            covered &= treeCover.length == size;
            append(treeLeft, treeRight, treeFeature, treeDefaultLeft, treeValue, treeCover, 0, size);
        }

        private void append(
                int[] treeLeft,
                int[] treeRight,
                int[] treeFeature,
                boolean[] treeDefaultLeft,
                float[] treeValue,
                float[] treeCover,
                int from,
                int size) {
            System.arraycopy(treeLeft, from, left, nodes, size);
            System.arraycopy(treeRight, from, right, nodes, size);
            System.arraycopy(treeFeature, from, feature, nodes, size);
            System.arraycopy(treeDefaultLeft, from, defaultLeft, nodes, size);
            System.arraycopy(treeValue, from, value, nodes, size);
            if (treeCover.length > 0) {
                System.arraycopy(treeCover, from, cover, nodes, size);
            }
            nodes += size;
            starts[++trees] = nodes;
        }

        private long[] bits(int[] categories) {
            int largest = 0;
            for (int category : categories) {
                if (category < 0 || category > MOST_CATEGORIES) {
                    throw new IllegalArgumentException("Tree " + trees + " asks for category " + category
                            + "; categories are 0 to " + MOST_CATEGORIES);
                }
                largest = Math.max(largest, category);
            }
            long[] bits = new long[(largest >> 6) + 1];
            setWords += bits.length;
            if (setWords > MOST_SET_WORDS) {
                throw new IllegalArgumentException("The sets of categories take more than " + MOST_SET_WORDS * 8
                        + " bytes: number the categories of a feature from 0 on without gaps");
            }
            for (int category : categories) {
                bits[category >> 6] |= 1L << category;
            }
            return bits;
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
                set = Arrays.copyOf(set, capacity);
                Arrays.fill(set, nodes, capacity, NUMERIC);
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
                    Arrays.copyOf(cover, covered ? nodes : 0),
                    Arrays.copyOf(set, sets.isEmpty() ? 0 : nodes),
                    sets.toArray(long[][]::new));
        }
    }
}
