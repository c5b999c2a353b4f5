package io.mlpipeline.models.core.model;

import java.util.Arrays;

/**
 * Trees packed for speed: one long a node, no branch that a processor could guess wrong, four trees walked at once.
 *
 * <p>A node is {@code [threshold:32][jump:20][slot:12]}. Floats are compared as integers of the same order. The row is held twice,
 * with its missing values once below and once above every threshold, and the slot picks the copy that sends them the node's
 * default way. The right child stands behind the left one, which is {@code jump} nodes ahead; a leaf jumps to itself, so every
 * tree of a group can be walked as many steps as the deepest needs. Leaves are added in the order of the trees, which keeps the
 * sum equal to that of {@link FlatTrees} bit for bit.
 */
final class PackedTrees implements TreeKernel {
    private static final int SLOT_BITS = 12;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int MAX_FEATURES = 1 << (SLOT_BITS - 1);
    private static final int MAX_NODES = 1 << (Integer.SIZE - SLOT_BITS);
    private static final int GROUP = 4;

    private final int features;
    private final int[] roots;
    private final int[] groupDepths;
    private final long[] nodes;
    private final float[] leaves;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<int[]> scratch;

    private PackedTrees(FlatTrees trees, int features) {
        this.features = features;
        this.scratch = ThreadLocal.withInitial(() -> new int[2 * features]);
        this.roots = Arrays.copyOf(trees.starts, trees.trees());
        this.nodes = new long[trees.value.length];
        this.leaves = new float[trees.value.length];
        this.groupDepths = new int[(trees.trees() + GROUP - 1) / GROUP];
        for (int tree = 0; tree < trees.trees(); tree++) {
            int group = tree / GROUP;
            groupDepths[group] = Math.max(groupDepths[group], pack(trees, tree));
        }
    }

    /** Packs the trees, or gives them back where they have too many features or nodes for it. */
    static TreeKernel of(FlatTrees trees, int features) {
        boolean fits = features <= MAX_FEATURES;
        for (int tree = 0; tree < trees.trees(); tree++) {
            fits &= trees.starts[tree + 1] - trees.starts[tree] <= MAX_NODES;
        }
        return fits ? new PackedTrees(trees, features) : trees;
    }

    /** Packs one tree in breadth-first order, siblings side by side, and returns its depth. */
    private int pack(FlatTrees trees, int tree) {
        int root = trees.starts[tree];
        int[] queue = new int[trees.starts[tree + 1] - root];
        int end = 1;
        int depth = -1;
        int levelEnd = 0;
        for (int i = 0; i < queue.length; i++) {
            if (i == levelEnd) {
                levelEnd = end;
                depth++;
            }
            int at = root + queue[i];
            if (trees.left[at] == FlatTrees.LEAF) {
                nodes[root + i] = node(Integer.MAX_VALUE, 0, 0);
                leaves[root + i] = trees.value[at];
            } else {
                int slot = trees.feature[at] + (trees.defaultLeft[at] ? 0 : features);
                nodes[root + i] = node(orderOf(trees.value[at]), end - i, slot);
                queue[end++] = trees.left[at];
                queue[end++] = trees.right[at];
            }
        }
        return depth;
    }

    private static long node(int threshold, int jump, int slot) {
        return (long) threshold << 32 | (long) jump << SLOT_BITS | slot;
    }

    /** An integer that compares as the float does; both zeros give one. */
    private static int orderOf(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        int[] row = scratch.get();
        for (int i = 0; i < features; i++) {
            float x = (float) rows[from + i];
            int order = orderOf(x);
            boolean missing = Float.isNaN(x);
            row[i] = missing ? Integer.MIN_VALUE : order;
            row[i + features] = missing ? Integer.MAX_VALUE : order;
        }
        return sum(row, base);
    }

    private float sum(int[] row, float base) {
        float sum = base;
        int tree = 0;
        for (; tree + GROUP <= roots.length; tree += GROUP) {
            int a = roots[tree];
            int b = roots[tree + 1];
            int c = roots[tree + 2];
            int d = roots[tree + 3];
            for (int level = groupDepths[tree / GROUP]; level > 0; level--) {
                a = next(a, row);
                b = next(b, row);
                c = next(c, row);
                d = next(d, row);
            }
            sum += leaves[a];
            sum += leaves[b];
            sum += leaves[c];
            sum += leaves[d];
        }
        for (; tree < roots.length; tree++) {
            int at = roots[tree];
            for (int level = groupDepths[tree / GROUP]; level > 0; level--) {
                at = next(at, row);
            }
            sum += leaves[at];
        }
        return sum;
    }

    private int next(int at, int[] row) {
        long node = nodes[at];
        // 1 where the row's value is not below the threshold: the subtraction is then negative.
        int right = (int) ((node >> 32) - 1 - row[(int) node & SLOT_MASK] >>> 63);
        return at + ((int) node >>> SLOT_BITS) + right;
    }
}
