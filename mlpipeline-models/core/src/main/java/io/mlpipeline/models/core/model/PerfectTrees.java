package io.mlpipeline.models.core.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * Trees filled up to perfect ones, with ranks for thresholds: a node is found by counting, without a pointer to it.
 *
 * <p>Trees stand in groups of {@link #GROUP}, and those of a group are as deep as the deepest of it. A tree of depth d takes 2^d
 * places: its root is at place 1, the children of place i are at 2i and 2i + 1, and leaf i is at place i among the leaves. Where a
 * tree ends early, its leaf is repeated below. The last group is filled with trees that add -0, which changes no sum.
 *
 * <p>A node is {@code [cut:16][slot:16]}: a row goes right where the rank of its slot is above the cut. A slot is a feature for
 * nodes that send missing values left, and the number of features more for those that send them right.
 */
final class PerfectTrees {
    static final int GROUP = 8;
    static final int SLOT_BITS = 16;
    static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    static final int MAX_DEPTH = 8;
    private static final int MAX_FEATURES = 1 << (SLOT_BITS - 1);
    private static final int MAX_PLACES_PER_NODE = 16;

    final FeatureCuts cuts;
    /** Those of the first output come first, those of each as many as those of any other. */
    final int outputs;
    /** The depth of each group. */
    final int[] depths;
    /** Where each tree starts, in {@link #nodes} as in {@link #leaves}. */
    final int[] starts;

    final int[] nodes;
    final float[] leaves;

    private PerfectTrees(FlatTrees trees, int outputs, FeatureCuts cuts, int[] depths, int[] starts, int places) {
        this.cuts = cuts;
        this.outputs = outputs;
        this.depths = depths;
        this.starts = starts;
        this.nodes = new int[places];
        this.leaves = new float[places];
        Arrays.fill(leaves, -0.0f);
        for (int tree = 0; tree < trees.trees(); tree++) {
            fill(trees, trees.starts[tree], 0, tree, 1, depths[tree / GROUP]);
        }
    }

    /** The trees filled up, or nothing where they are too deep, too uneven or ask too many different things for it. */
    static Optional<PerfectTrees> of(FlatTrees ensemble, int features, int outputs) {
        if (features > MAX_FEATURES || ensemble.hasCategories()) {
            return Optional.empty();
        }
        FlatTrees trees = ensemble.grouped(outputs, GROUP);
        int groups = (trees.trees() + GROUP - 1) / GROUP;
        int[] depths = new int[groups];
        for (int tree = 0; tree < trees.trees(); tree++) {
            depths[tree / GROUP] = Math.max(depths[tree / GROUP], trees.depth(tree));
        }
        if (Arrays.stream(depths).anyMatch(depth -> depth > MAX_DEPTH)) {
            return Optional.empty();
        }
        int[] starts = new int[groups * GROUP];
        int places = 0;
        for (int tree = 0; tree < starts.length; tree++) {
            starts[tree] = places;
            places += 1 << depths[tree / GROUP];
        }
        FeatureCuts cuts = FeatureCuts.of(trees, features);
        boolean wasteful = places > (long) MAX_PLACES_PER_NODE * trees.value.length;
        return wasteful || cuts.largestCount() > FeatureCuts.MAX_CUTS
                ? Optional.empty()
                : Optional.of(new PerfectTrees(trees, outputs, cuts, depths, starts, places));
    }

    private void fill(FlatTrees trees, int root, int node, int tree, int place, int levels) {
        int at = root + node;
        if (levels == 0) {
            leaves[starts[tree] + place - (1 << depths[tree / GROUP])] = trees.value[at];
            return;
        }
        boolean leaf = trees.isLeaf(at);
        if (!leaf) {
            int feature = trees.feature[at];
            int slot = trees.defaultLeft[at] ? feature : feature + cuts.features();
            nodes[starts[tree] + place] = cuts.rank(feature, trees.value[at], -1) - 1 << SLOT_BITS | slot;
        }
        fill(trees, root, leaf ? node : trees.left[at], tree, 2 * place, levels - 1);
        fill(trees, root, leaf ? node : trees.right[at], tree, 2 * place + 1, levels - 1);
    }
}
