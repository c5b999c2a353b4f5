package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.Arrays;

/**
 * Trees packed for speed: one long a node, no branch that a processor could guess wrong, six trees walked at once.
 *
 * <p>A node is {@code [threshold:33][jump:19][slot:12]}, the threshold in {@link FloatOrder} as a signed number. The row is held
 * twice, as numbers of the same layout, with its missing values once below and once above every threshold, and the slot picks the
 * copy that sends them the node's default way. So one subtraction compares, and its sign is the way to go. The right child stands
 * behind the left one, which is {@code jump} nodes ahead; a leaf jumps to itself, so every tree of a group can be walked as many
 * steps as the deepest needs. Leaves are added in the order of the trees, which keeps the sum equal to that of {@link FlatTrees}
 * bit for bit; the last group is filled with leaves of -0, which change no sum.
 */
final class PackedTrees implements TreeKernel {
    private static final int SLOT_BITS = 12;
    private static final int JUMP_BITS = 19;
    static final int LOW_BITS = SLOT_BITS + JUMP_BITS;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int MAX_FEATURES = 1 << (SLOT_BITS - 1);
    private static final int MAX_NODES = 1 << JUMP_BITS;
    /** With eight the walk needs more registers than x86 has, and in half of all JVMs the compiler spilled the wrong ones: 60 % slower. */
    private static final int GROUP = 6;

    private static final long LEAF = (long) Integer.MAX_VALUE << LOW_BITS;

    private final int features;
    private final int groupsPerOutput;
    private final int[] roots;
    private final int[] groupDepths;
    private final long[] nodes;
    private final float[] leaves;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<long[]> scratch;

    private PackedTrees(FlatTrees trees, int features, int outputs) {
        int groups = (trees.trees() + GROUP - 1) / GROUP;
        int size = trees.value.length;
        this.features = features;
        this.groupsPerOutput = groups / outputs;
        this.scratch = ThreadLocal.withInitial(() -> new long[2 * features]);
        this.roots = Arrays.copyOf(trees.starts, groups * GROUP);
        this.nodes = new long[size + 1];
        this.leaves = new float[size + 1];
        this.groupDepths = new int[groups];
        for (int tree = 0; tree < trees.trees(); tree++) {
            pack(trees, tree);
            groupDepths[tree / GROUP] = Math.max(groupDepths[tree / GROUP], trees.depth(tree));
        }
        Arrays.fill(roots, trees.trees(), roots.length, size);
        nodes[size] = LEAF;
        leaves[size] = -0.0f;
    }

    /** Packs the trees, or gives them back where they have too many features or nodes for it. */
    static TreeKernel of(FlatTrees trees, int features, int outputs) {
        boolean fits = features <= MAX_FEATURES && !trees.hasCategories();
        for (int tree = 0; tree < trees.trees(); tree++) {
            fits &= trees.starts[tree + 1] - trees.starts[tree] <= MAX_NODES;
        }
        return fits ? new PackedTrees(trees.grouped(outputs, GROUP), features, outputs) : trees;
    }

    /** Packs one tree in breadth-first order, siblings side by side. */
    private void pack(FlatTrees trees, int tree) {
        int root = trees.starts[tree];
        int[] queue = new int[trees.starts[tree + 1] - root];
        int end = 1;
        for (int i = 0; i < queue.length; i++) {
            int at = root + queue[i];
            if (trees.isLeaf(at)) {
                nodes[root + i] = LEAF;
                leaves[root + i] = trees.value[at];
            } else {
                int slot = trees.feature[at] + (trees.defaultLeft[at] ? 0 : features);
                int jump = end - i << SLOT_BITS;
                nodes[root + i] = (long) FloatOrder.of(trees.value[at]) << LOW_BITS | jump | slot;
                queue[end++] = trees.left[at];
                queue[end++] = trees.right[at];
            }
        }
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        return sum(0, groupDepths.length, prepared(rows, from), base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        long[] row = prepared(rows, from);
        for (int output = 0; output < bases.length; output++) {
            int first = output * groupsPerOutput;
            out[at + output] = sum(first, first + groupsPerOutput, row, bases[output]);
        }
    }

    private long[] prepared(double[] rows, int from) {
        long[] row = scratch.get();
        prepare(rows, from, features, row);
        return row;
    }

    /** Writes a row twice, so that a node less what is in its slot is negative exactly if the row goes right. */
    static void prepare(double[] rows, int from, int features, long[] row) {
        for (int i = 0; i < features; i++) {
            float x = (float) rows[from + i];
            int present = FloatOrder.presence(x);
            int order = FloatOrder.of(x) & present;
            // One more, so that the node's low bits never reach it.
            row[i] = (order | Integer.MIN_VALUE & ~present) + 1L << LOW_BITS;
            row[i + features] = (order | Integer.MAX_VALUE & ~present) + 1L << LOW_BITS;
        }
    }

    private float sum(int firstGroup, int end, long[] row, float base) {
        float sum = base;
        for (int group = firstGroup; group < end; group++) {
            sum = addGroup(group, row, sum);
        }
        return sum;
    }

    private float addGroup(int group, long[] row, float before) {
        int first = group * GROUP;
        int a = roots[first];
        int b = roots[first + 1];
        int c = roots[first + 2];
        int d = roots[first + 3];
        int e = roots[first + 4];
        int f = roots[first + 5];
        for (int level = groupDepths[group]; level > 0; level--) {
            a = next(a, row);
            b = next(b, row);
            c = next(c, row);
            d = next(d, row);
            e = next(e, row);
            f = next(f, row);
        }
        float sum = before + leaves[a];
        sum += leaves[b];
        sum += leaves[c];
        sum += leaves[d];
        sum += leaves[e];
        sum += leaves[f];
        return sum;
    }

    /** The node's jump, and one more where the row goes right. At most 35 bytes of bytecode, so that it is always inlined. */
    private int next(int at, long[] row) {
        long node = nodes[at];
        return at + ((int) node << 1 >>> SLOT_BITS + 1) + (int) (node - row[(int) node & SLOT_MASK] >>> 63);
    }
}
