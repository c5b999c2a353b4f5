package io.mlpipeline.models.core.model;

import java.util.Arrays;

/**
 * Walks the trees of a forest without categories four at once: the memory of one is fetched while another is compared.
 *
 * <p>The nodes of a tree are laid out breadth first, so the right child stands behind the left one. A leaf is its own child and asks for
 * less than infinity, so every tree of a group takes as many steps as the deepest. The row is held once more with infinity for
 * missing values: they go right, as they should, everywhere but in leaves.
 */
final class ForestWalk {
    private static final int GROUP = 4;

    private final int features;
    private final int leafSize;
    private final int trees;
    private final int[] roots;
    private final int[] depths;
    private final int[] child;
    private final int[] feature;
    private final double[] threshold;
    /** Where the values of a leaf begin. */
    private final int[] valuesAt;

    private final double[] leaves;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<double[]> scratch;

    ForestWalk(ForestTrees source, int features, int leafSize) {
        int nodes = source.nodes();
        this.features = features;
        this.leafSize = leafSize;
        this.trees = source.trees();
        this.roots = Arrays.copyOf(source.starts, trees);
        this.depths = new int[(trees + GROUP - 1) / GROUP];
        this.child = new int[nodes];
        this.feature = new int[nodes];
        this.threshold = new double[nodes];
        this.valuesAt = new int[nodes];
        this.leaves = source.leaves;
        this.scratch = ThreadLocal.withInitial(() -> new double[features]);
        for (int tree = 0; tree < trees; tree++) {
            lay(source, tree);
            depths[tree / GROUP] = Math.max(depths[tree / GROUP], source.depth(tree));
        }
    }

    private void lay(ForestTrees source, int tree) {
        int root = source.starts[tree];
        int[] queue = new int[source.starts[tree + 1] - root];
        int end = 1;
        for (int i = 0; i < queue.length; i++) {
            int from = root + queue[i];
            int to = root + i;
            if (source.isLeaf(from)) {
                child[to] = to;
                threshold[to] = Double.POSITIVE_INFINITY;
                valuesAt[to] = source.right[from] * leafSize;
            } else {
                child[to] = root + end;
                feature[to] = source.feature[from];
                threshold[to] = source.threshold[from];
                queue[end++] = source.left[from];
                queue[end++] = source.right[from];
            }
        }
    }

    /** Adds the leaves of all trees in order to the sums. */
    void add(double[] rows, int from, double[] sums, int at) {
        double[] row = scratch.get();
        for (int i = 0; i < features; i++) {
            double x = rows[from + i];
            row[i] = Double.isNaN(x) ? Double.POSITIVE_INFINITY : x;
        }
        int tree = 0;
        for (; tree + GROUP <= trees; tree += GROUP) {
            addGroup(tree, row, sums, at);
        }
        for (; tree < trees; tree++) {
            int node = roots[tree];
            for (int level = depths[tree / GROUP]; level > 0; level--) {
                node = next(node, row);
            }
            add(node, sums, at);
        }
    }

    private void addGroup(int first, double[] row, double[] sums, int at) {
        int a = roots[first];
        int b = roots[first + 1];
        int c = roots[first + 2];
        int d = roots[first + 3];
        for (int level = depths[first / GROUP]; level > 0; level--) {
            a = next(a, row);
            b = next(b, row);
            c = next(c, row);
            d = next(d, row);
        }
        add(a, sums, at);
        add(b, sums, at);
        add(c, sums, at);
        add(d, sums, at);
    }

    private int next(int node, double[] row) {
        return child[node] + (row[feature[node]] <= threshold[node] ? 0 : 1);
    }

    private void add(int node, double[] sums, int at) {
        int values = valuesAt[node];
        for (int i = 0; i < leafSize; i++) {
            sums[at + i] += leaves[values + i];
        }
    }
}
