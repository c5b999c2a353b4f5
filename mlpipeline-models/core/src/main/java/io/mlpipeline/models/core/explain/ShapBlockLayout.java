package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays trees out side by side as {@link ShapBlock} walks them. Its arrays are handed over, not copied.
 *
 * <p>Places are numbered in the order of the walk: a parent, all to the left of it, all to the right. Where a tree ends early, its
 * leaf is repeated below splits that tell nothing apart, whatever they ask.
 */
final class ShapBlockLayout {
    /** A split whose feature the path asked before. */
    private record Repeat(int lane, int level, int way, double passed) {}

    private final List<Tree> trees;
    private final ShapColumns columns;
    private final int depth;
    private final long[] splits;
    private final double[] shares;
    private final double[] leaves;
    private final List<List<Repeat>> repeats = new ArrayList<>();
    private int mostFeatures = 1;

    // The path to where the walk is, by level.
    private final int[] feature;
    private final int[] way;
    private final double[] passed;

    ShapBlockLayout(List<Tree> trees, int depth, ShapColumns columns) {
        int lanes = trees.size();
        this.trees = trees;
        this.columns = columns;
        this.depth = depth;
        int places = (1 << depth) - 1;
        this.splits = new long[places * lanes];
        this.shares = new double[places * lanes];
        this.leaves = new double[(places + 1) * lanes];
        this.feature = new int[depth];
        this.way = new int[depth];
        this.passed = new double[depth];
        for (int place = 0; place < places; place++) {
            repeats.add(new ArrayList<>());
        }
        for (int lane = 0; lane < lanes; lane++) {
            place(lane, 0, 0, 0, 0, 0);
        }
    }

    private void place(int lane, int node, int place, int level, int firstLeaf, int features) {
        Tree tree = trees.get(lane);
        if (level == depth) {
            leaves[firstLeaf * trees.size() + lane] = tree.value(node);
            return;
        }
        int half = 1 << depth - level - 1;
        if (tree.isLeaf(node)) {
            feature[level] = -1;
            place(lane, node, place + 1, level + 1, firstLeaf, features);
            place(lane, node, place + half, level + 1, firstLeaf + half, features);
        } else {
            int at = place * trees.size() + lane;
            double left = TreeShares.left(tree, node);
            shares[at] = left;
            splits[at] = (long) columns.threshold(tree, node) << 32 | columns.slot(tree, node);
            feature[level] = tree.feature(node);
            int distinct = features + (addRepeat(lane, place, level) ? 0 : 1);
            mostFeatures = Math.max(mostFeatures, distinct);
            way[level] = 0;
            passed[level] = left;
            place(lane, tree.left(node), place + 1, level + 1, firstLeaf, distinct);
            way[level] = 1;
            passed[level] = 1 - left;
            place(lane, tree.right(node), place + half, level + 1, firstLeaf + half, distinct);
        }
    }

    private boolean addRepeat(int lane, int place, int level) {
        int last = -1;
        double share = 1;
        for (int above = 0; above < level; above++) {
            if (feature[above] == feature[level]) {
                last = above;
                share *= passed[above];
            }
        }
        if (last >= 0) {
            repeats.get(place).add(new Repeat(lane, last, way[last], share));
        }
        return last >= 0;
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

    int lanes() {
        return trees.size();
    }

    long[] splits() {
        return splits;
    }

    double[] shares() {
        return shares;
    }

    double[] leaves() {
        return leaves;
    }

    ShapRepeats[] repeats(GaussLegendre rule) {
        return repeats.stream().map(each -> repeats(each, rule)).toArray(ShapRepeats[]::new);
    }

    private static ShapRepeats repeats(List<Repeat> repeats, GaussLegendre rule) {
        int points = rule.points().length;
        int[] factor = new int[repeats.size()];
        double[] factors = new double[2 * points * (repeats.size() + 1)];
        Arrays.fill(factors, 0, points, 1);
        for (int i = 0; i < factor.length; i++) {
            factor[i] = 2 * points * (i + 1);
            rule.replace(repeats.get(i).passed(), factors, factor[i]);
        }
        return new ShapRepeats(
                points,
                repeats.stream().mapToInt(Repeat::lane).toArray(),
                repeats.stream().mapToInt(Repeat::level).toArray(),
                repeats.stream().mapToInt(Repeat::way).toArray(),
                factor,
                factors);
    }
}
