package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.Optional;

/**
 * Walks perfect trees for one row, eight at once: the memory of one is fetched while another is compared, and no branch depends on
 * the row.
 *
 * <p>The trees of a group take turns in its array: place i of tree t is at 8 i + t, places counted from 0, so the children of what
 * is at q are at 2 q + 8 - t and 8 more. The row's ranks are held twice, with missing values once below and once above every cut,
 * so that missing values cost nothing.
 *
 * <p>A node is a char, {@code [cut:8][slot:8]}, which keeps hundreds of trees within a processor's nearest caches. A rank is moved
 * to where a node's cut is: one subtraction compares.
 */
final class RankedTrees implements TreeKernel {
    private static final int GROUP = PerfectTrees.GROUP;
    private static final int SLOT_BITS = 8;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int MAX_FEATURES = 1 << (SLOT_BITS - 1);
    private static final int MAX_CUTS = 1 << (Character.SIZE - SLOT_BITS);

    private final FeatureCuts cuts;
    private final int groupsPerOutput;
    private final int[] depths;
    private final char[][] nodes;
    private final float[][] leaves;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<int[]> scratch;

    private RankedTrees(PerfectTrees trees) {
        this.cuts = trees.cuts;
        this.depths = trees.depths;
        this.groupsPerOutput = depths.length / trees.outputs;
        this.nodes = new char[depths.length][];
        this.leaves = new float[depths.length][];
        for (int group = 0; group < depths.length; group++) {
            int size = 1 << depths[group];
            nodes[group] = new char[GROUP * (size - 1)];
            leaves[group] = new float[GROUP * size];
            for (int tree = 0; tree < GROUP; tree++) {
                int start = trees.starts[group * GROUP + tree];
                for (int i = 0; i < size; i++) {
                    leaves[group][GROUP * i + tree] = trees.leaves[start + i];
                }
                for (int i = 1; i < size; i++) {
                    nodes[group][GROUP * (i - 1) + tree] = narrow(trees.nodes[start + i]);
                }
            }
        }
        int slots = 2 * cuts.features();
        this.scratch = ThreadLocal.withInitial(() -> new int[slots]);
    }

    /** The trees made ready, or nothing where they ask more features or cuts than a char can tell. */
    static Optional<RankedTrees> of(PerfectTrees trees) {
        boolean fits = trees.cuts.features() <= MAX_FEATURES && trees.cuts.largestCount() <= MAX_CUTS;
        return fits ? Optional.of(new RankedTrees(trees)) : Optional.empty();
    }

    private static char narrow(int node) {
        return (char) (node >>> PerfectTrees.SLOT_BITS << SLOT_BITS | node & SLOT_MASK);
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        return sum(0, depths.length, prepared(rows, from), base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        int[] ranks = prepared(rows, from);
        for (int output = 0; output < bases.length; output++) {
            int first = output * groupsPerOutput;
            out[at + output] = sum(first, first + groupsPerOutput, ranks, bases[output]);
        }
    }

    private int[] prepared(double[] rows, int from) {
        int[] ranks = scratch.get();
        int features = cuts.features();
        for (int i = 0; i < features; i++) {
            float x = (float) rows[from + i];
            int present = FloatOrder.presence(x);
            int rank = cuts.rank(i, x, present) << SLOT_BITS;
            ranks[i] = rank & present;
            ranks[i + features] = (rank | ~present) & Integer.MAX_VALUE;
        }
        return ranks;
    }

    private float sum(int firstGroup, int end, int[] ranks, float base) {
        float sum = base;
        for (int group = firstGroup; group < end; group++) {
            sum = addGroup(nodes[group], leaves[group], depths[group], ranks, sum);
        }
        return sum;
    }

    private static float addGroup(char[] nodes, float[] leaves, int depth, int[] ranks, float before) {
        int a = 0;
        int b = 1;
        int c = 2;
        int d = 3;
        int e = 4;
        int f = 5;
        int g = 6;
        int h = 7;
        for (int level = depth; level > 0; level--) {
            a = twice(a, nodes, ranks) + 8;
            b = twice(b, nodes, ranks) + 7;
            c = twice(c, nodes, ranks) + 6;
            d = twice(d, nodes, ranks) + 5;
            e = twice(e, nodes, ranks) + 4;
            f = twice(f, nodes, ranks) + 3;
            g = twice(g, nodes, ranks) + 2;
            h = twice(h, nodes, ranks) + 1;
        }
        int end = nodes.length;
        float sum = before + leaves[a - end];
        sum += leaves[b - end];
        sum += leaves[c - end];
        sum += leaves[d - end];
        sum += leaves[e - end];
        sum += leaves[f - end];
        sum += leaves[g - end];
        sum += leaves[h - end];
        return sum;
    }

    /** Twice the index, and 8 more where the row goes right. */
    private static int twice(int at, char[] nodes, int[] ranks) {
        int node = nodes[at];
        int right = node - ranks[node & SLOT_MASK] >>> 31;
        return 2 * (at + 4 * right);
    }
}
