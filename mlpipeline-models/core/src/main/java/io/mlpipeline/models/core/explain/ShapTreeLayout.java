package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.internal.FloatOrder;
import io.mlpipeline.models.core.model.Tree;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Lays a tree out as {@link ShapTree} walks it. Its arrays are handed over, not copied. */
final class ShapTreeLayout {
    private static final int NONE = -1;

    private final Tree tree;
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

    ShapTreeLayout(Tree tree) {
        this.tree = tree;
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
            slot[split] = 2 * tree.feature(node) + (tree.defaultLeft(node) ? 1 : 0);
            threshold[split] = FloatOrder.of(tree.value(node));
            double cover = tree.cover(tree.left(node));
            double both = cover + tree.cover(tree.right(node));
            left[split] = both > 0 ? cover / both : 0.5;
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
            while (way != NONE && slot[way >> 1] >> 1 != slot[split] >> 1) {
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
        writeFactors(2 * points, 1, rule);
        for (int split = 0; split < splits; split++) {
            factor[split] = 2 * points;
            if (previous[split] < 2 * splits) {
                factor[split] = factors.length;
                factors = Arrays.copyOf(factors, factors.length + 2 * points);
                writeFactors(factor[split], passed[split], rule);
            }
        }
    }

    private void writeFactors(int at, double share, GaussLegendre rule) {
        for (int q = 0; q < points; q++) {
            double rest = 1 - rule.points()[q];
            double inverse = 1 / (rule.points()[q] + rest * share);
            factors[at + q] = rest * share * inverse;
            factors[at + points + q] = rule.weights()[q] * share * inverse * inverse;
        }
    }

    /** What the tree predicts on average: the leaves, weighted by the data that reached them. */
    double mean() {
        double[] means = new double[tree.nodes()];
        for (int node = 0; node < means.length; node++) {
            means[node] = tree.isLeaf(node) ? tree.value(node) : 0;
        }
        int[] inner = nodes.clone();
        Arrays.sort(inner);
        int[] splitOf = new int[tree.nodes()];
        for (int split = 0; split < splits; split++) {
            splitOf[nodes[split]] = split;
        }
        for (int i = splits - 1; i >= 0; i--) {
            int split = splitOf[inner[i]];
            means[inner[i]] =
                    share(2 * split) * means[tree.left(inner[i])] + share(2 * split + 1) * means[tree.right(inner[i])];
        }
        return means[0];
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
