package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays trees out side by side as {@link ShapBlock} walks them. Its arrays are handed over, not copied.
 *
 * <p>The root is at place 1, the children of place i at 2 i and 2 i + 1, the leaves behind the last splits. Where a tree ends early, its
 * leaf is repeated below splits that tell nothing apart, whatever they ask.
 */
final class ShapBlockLayout {
    /** A split whose feature the path asked before. */
    private record Repeat(int lane, int levels, int ways, double passed) {}

    private final List<Tree> trees;
    private final ShapColumns columns;
    private final int depth;
    private final double[][] share;
    private final int[][] slot;
    private final int[][] threshold;
    private final double[][] leaf;
    private final List<List<Repeat>> repeats = new ArrayList<>();
    private int mostFeatures = 1;

    // The path to where the walk is, by level.
    private final int[] feature;
    private final int[] way;
    private final double[] passed;

    ShapBlockLayout(List<Tree> trees, int depth, ShapColumns columns) {
        int places = 1 << depth;
        int lanes = trees.size();
        this.trees = trees;
        this.columns = columns;
        this.depth = depth;
        this.share = new double[places][lanes];
        this.slot = new int[places][lanes];
        this.threshold = new int[places][lanes];
        this.leaf = new double[places][lanes];
        this.feature = new int[depth];
        this.way = new int[depth];
        this.passed = new double[depth];
        for (int place = 0; place < places; place++) {
            repeats.add(new ArrayList<>());
        }
        for (int lane = 0; lane < lanes; lane++) {
            place(lane, 0, 1, 0, 0);
        }
    }

    private void place(int lane, int node, int place, int level, int features) {
        Tree tree = trees.get(lane);
        if (level == depth) {
            leaf[place - (1 << depth)][lane] = tree.value(node);
        } else if (tree.isLeaf(node)) {
            feature[level] = -1;
            place(lane, node, 2 * place, level + 1, features);
            place(lane, node, 2 * place + 1, level + 1, features);
        } else {
            double left = TreeShares.left(tree, node);
            share[place][lane] = left;
            slot[place][lane] = columns.slot(tree, node);
            threshold[place][lane] = columns.threshold(tree, node);
            feature[level] = tree.feature(node);
            int distinct = features + (addRepeat(lane, place, level) ? 0 : 1);
            mostFeatures = Math.max(mostFeatures, distinct);
            way[level] = 0;
            passed[level] = left;
            place(lane, tree.left(node), 2 * place, level + 1, distinct);
            way[level] = 1;
            passed[level] = 1 - left;
            place(lane, tree.right(node), 2 * place + 1, level + 1, distinct);
        }
    }

    private boolean addRepeat(int lane, int place, int level) {
        int levels = 0;
        int ways = 0;
        double share = 1;
        for (int above = 0; above < level; above++) {
            if (feature[above] == feature[level]) {
                levels |= 1 << above;
                ways |= way[above] << above;
                share *= passed[above];
            }
        }
        if (levels != 0) {
            repeats.get(place).add(new Repeat(lane, levels, ways, share));
        }
        return levels != 0;
    }

    int depth() {
        return depth;
    }

    int points() {
        return (mostFeatures + 1) / 2;
    }

    double mean() {
        return trees.stream().mapToDouble(TreeShares::mean).sum();
    }

    double[][] share() {
        return share;
    }

    int[][] slot() {
        return slot;
    }

    int[][] threshold() {
        return threshold;
    }

    double[][] leaf() {
        return leaf;
    }

    ShapRepeats[] repeats(GaussLegendre rule) {
        return repeats.stream().map(each -> repeats(each, rule)).toArray(ShapRepeats[]::new);
    }

    private static ShapRepeats repeats(List<Repeat> repeats, GaussLegendre rule) {
        int points = rule.points().length;
        double[] factors = new double[2 * points * repeats.size()];
        int at = 0;
        for (Repeat repeat : repeats) {
            rule.replace(repeat.passed(), factors, at);
            at += 2 * points;
        }
        return new ShapRepeats(
                points,
                repeats.stream().mapToInt(Repeat::lane).toArray(),
                repeats.stream().mapToInt(Repeat::levels).toArray(),
                repeats.stream().mapToInt(Repeat::ways).toArray(),
                factors);
    }
}
