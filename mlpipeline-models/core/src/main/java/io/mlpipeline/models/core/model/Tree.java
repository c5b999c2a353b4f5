package io.mlpipeline.models.core.model;

import java.util.BitSet;

/**
 * One tree of a {@link TreeEnsemble}, to be read. Node 0 is the root, and every node comes after its parent. Immutable and safe for
 * use by many threads.
 */
public final class Tree {
    private final FlatTrees trees;
    private final int start;
    private final int nodes;

    Tree(FlatTrees trees, int tree) {
        this.trees = trees;
        this.start = trees.starts[tree];
        this.nodes = trees.starts[tree + 1] - start;
    }

    /**
     * The number of nodes, leaves included.
     *
     * @return 1 or more
     */
    public int nodes() {
        return nodes;
    }

    /**
     * Whether a node has no children.
     *
     * @param node 0 to {@code nodes() - 1}
     * @return true for a leaf
     */
    public boolean isLeaf(int node) {
        return trees.isLeaf(at(node));
    }

    /**
     * The left child of an inner node.
     *
     * @param node an inner node
     * @return a node behind it
     */
    public int left(int node) {
        return trees.left[at(node)];
    }

    /**
     * The right child of an inner node.
     *
     * @param node an inner node
     * @return a node behind it
     */
    public int right(int node) {
        return trees.right[at(node)];
    }

    /**
     * The feature that an inner node asks.
     *
     * @param node an inner node
     * @return a position in the vector
     */
    public int feature(int node) {
        return trees.feature[at(node)];
    }

    /**
     * The threshold of an inner node, or the value of a leaf.
     *
     * @param node a node
     * @return a float
     */
    public float value(int node) {
        return trees.value[at(node)];
    }

    /**
     * Where an inner node sends missing values.
     *
     * @param node an inner node
     * @return true if to the left
     */
    public boolean defaultLeft(int node) {
        return trees.defaultLeft[at(node)];
    }

    /**
     * Whether an inner node asks for categories, and not whether the feature is below a threshold.
     *
     * @param node an inner node
     * @return true if so; its {@link #value(int)} says nothing then
     */
    public boolean isCategorical(int node) {
        return trees.isCategorical(at(node));
    }

    /**
     * The categories that go right at a node that asks for them; all other values go left.
     *
     * @param node an inner node that {@linkplain #isCategorical(int) asks for categories}
     * @return the categories in ascending order
     * @throws IllegalArgumentException if the node compares with a threshold
     */
    public int[] categories(int node) {
        if (!isCategorical(node)) {
            throw new IllegalArgumentException(
                    "Node " + node + " asks for no categories; call isCategorical(node) first");
        }
        return BitSet.valueOf(trees.sets[trees.set[at(node)]]).stream().toArray();
    }

    /**
     * The way of a value at an inner node.
     *
     * @param node an inner node
     * @param x the value of its feature; NaN if missing
     * @return true if to the left
     */
    public boolean goesLeft(int node, double x) {
        return trees.goesLeft(at(node), (float) x);
    }

    /**
     * How much of the training data reached a node.
     *
     * @param node a node
     * @return the sum of the Hessians, or the number, of its rows
     * @throws IllegalStateException if the ensemble does not {@linkplain TreeEnsemble#hasCovers() know}
     */
    public float cover(int node) {
        if (trees.cover.length == 0) {
            throw new IllegalStateException("The trees do not say how much training data reached each node");
        }
        return trees.cover[at(node)];
    }

    private int at(int node) {
        if (node < 0 || node >= nodes) {
            throw new IndexOutOfBoundsException("Node " + node + " of a tree of " + nodes + " nodes");
        }
        return start + node;
    }
}
