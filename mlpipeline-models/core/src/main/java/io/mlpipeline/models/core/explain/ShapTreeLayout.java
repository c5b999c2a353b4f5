package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Lays a tree out as {@link ShapTree} walks it. Its arrays are handed over, not copied. */
final class ShapTreeLayout {
    private static final int NONE = -1;

    private final Tree tree;
    private final ShapColumns columns;
    private final int splits;
    private final int twigs;
    /** The node of each split, those with a split below first; within both parts parents come before children. */
    private final int[] nodes;
    /** How the path comes to each split: {@code 2 * split + (right ? 1 : 0)}. */
    private final int[] parent;

    private final int[] slot;
    private final int[] threshold;
    private final int[] child;
    private final double[] left;
    private final float[] leaf;
    private final int[] previous;
    private final double[] passed;
    private final int[] factor;
    private double[] lone = {};
    private double[] factors = {};
    private int points = 1;

    ShapTreeLayout(Tree tree, ShapColumns columns) {
        this.tree = tree;
        this.columns = columns;
        int[] inner = IntStream.range(0, tree.nodes())
                .filter(node -> !tree.isLeaf(node))
                .toArray();
        this.nodes = IntStream.concat(
                        Arrays.stream(inner).filter(node -> !isTwig(node)),
                        Arrays.stream(inner).filter(this::isTwig))
                .toArray();
        this.splits = nodes.length;
        this.twigs = (int) Arrays.stream(inner).filter(node -> !isTwig(node)).count();
        this.parent = new int[splits];
        this.slot = new int[splits];
        this.threshold = new int[splits];
        this.child = new int[2 * twigs];
        this.left = new double[splits];
        this.leaf = new float[2 * (splits - twigs)];
        this.previous = new int[splits];
        this.passed = new double[splits];
        this.factor = new int[splits];
        if (splits > 0) {
            placeSplits();
            findPrevious();
            findFactors();
        }
    }

    private boolean isTwig(int node) {
        return tree.isLeaf(tree.left(node)) && tree.isLeaf(tree.right(node));
    }

    private void placeSplits() {
        int[] splitOf = new int[tree.nodes()];
        for (int split = 0; split < splits; split++) {
            splitOf[nodes[split]] = split;
        }
        parent[0] = NONE;
        for (int split = 0; split < splits; split++) {
            int node = nodes[split];
            slot[split] = columns.slot(tree, node);
            threshold[split] = columns.threshold(tree, node);
            left[split] = TreeShares.left(tree, node);
            place(2 * split, tree.left(node), splitOf);
            place(2 * split + 1, tree.right(node), splitOf);
        }
    }

    private void place(int way, int node, int[] splitOf) {
        if (way >= 2 * twigs) {
            leaf[way - 2 * twigs] = tree.value(node);
        } else if (tree.isLeaf(node)) {
            child[way] = splits + lone.length;
            lone = Arrays.copyOf(lone, lone.length + 1);
            lone[lone.length - 1] = tree.value(node);
        } else {
            child[way] = splitOf[node];
            parent[splitOf[node]] = way;
        }
    }

    private double share(int way) {
        return (way & 1) == 0 ? left[way >> 1] : 1 - left[way >> 1];
    }

    private void findPrevious() {
        int[] distinct = new int[splits];
        for (int split = 0; split < splits; split++) {
            int way = parent[split];
            int above = way == NONE ? 0 : distinct[way >> 1];
            while (way != NONE && tree.feature(nodes[way >> 1]) != tree.feature(nodes[split])) {
                way = parent[way >> 1];
            }
            boolean first = way == NONE;
            distinct[split] = above + (first ? 1 : 0);
            previous[split] = first ? 2 * splits : way;
            passed[split] = first ? 1 : passed[way >> 1] * share(way);
            points = Math.max(points, (distinct[split] + 1) / 2);
        }
    }

    private void findFactors() {
        GaussLegendre rule = GaussLegendre.of(points);
        factors = new double[4 * points];
        Arrays.fill(factors, 0, points, 1);
        rule.replace(1, factors, 2 * points);
        for (int split = 0; split < splits; split++) {
            factor[split] = 2 * points;
            if (previous[split] < 2 * splits) {
                factor[split] = factors.length;
                factors = Arrays.copyOf(factors, factors.length + 2 * points);
                rule.replace(passed[split], factors, factor[split]);
            }
        }
    }

    int points() {
        return points;
    }

    int splits() {
        return splits;
    }

    int twigs() {
        return twigs;
    }

    int[] slot() {
        return slot;
    }

    int[] threshold() {
        return threshold;
    }

    int[] child() {
        return child;
    }

    double[] left() {
        return left;
    }

    float[] leaf() {
        return leaf;
    }

    int[] previous() {
        return previous;
    }

    int[] factor() {
        return factor;
    }

    double[] factors() {
        return factors;
    }

    double[] lone() {
        return lone;
    }
}
