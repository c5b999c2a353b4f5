package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;

/** How the training data was shared out in a tree. */
final class TreeShares {
    private TreeShares() {}

    /** The share of what reached an inner node that went left; one half where nothing did. */
    static double left(Tree tree, int node) {
        double cover = tree.cover(tree.left(node));
        double both = cover + tree.cover(tree.right(node));
        return both > 0 ? cover / both : 0.5;
    }

    /** What the tree predicts on average: the leaves, weighted by the data that reached them. */
    static double mean(Tree tree) {
        double[] means = new double[tree.nodes()];
        // Every node comes after its parent.
        for (int node = means.length - 1; node >= 0; node--) {
            if (tree.isLeaf(node)) {
                means[node] = tree.value(node);
            } else {
                double share = left(tree, node);
                means[node] = share * means[tree.left(node)] + (1 - share) * means[tree.right(node)];
            }
        }
        return means[0];
    }

    /** How many splits a row meets at most. */
    static int depth(Tree tree) {
        int[] depths = new int[tree.nodes()];
        int deepest = 0;
        for (int node = 0; node < depths.length; node++) {
            deepest = Math.max(deepest, depths[node]);
            if (!tree.isLeaf(node)) {
                depths[tree.left(node)] = depths[node] + 1;
                depths[tree.right(node)] = depths[node] + 1;
            }
        }
        return deepest;
    }
}
