package io.mlpipeline.models.core.model;

/**
 * Walks perfect trees for one row, eight at once: the memory of one is fetched while another is compared, and no branch depends on
 * the row.
 *
 * <p>The row's ranks are held twice, with missing values once below and once above every cut, so that missing values cost nothing.
 * A rank stands in the upper half of an int, as a node's cut does, so one subtraction compares.
 */
final class RankedTrees implements TreeKernel {
    private final FeatureCuts cuts;
    private final int[] depths;
    private final int[] starts;
    private final int[] nodes;
    private final float[] leaves;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<int[]> scratch;

    RankedTrees(PerfectTrees trees) {
        this.cuts = trees.cuts;
        this.depths = trees.depths;
        this.starts = trees.starts;
        this.nodes = trees.nodes;
        this.leaves = trees.leaves;
        int slots = 2 * cuts.features();
        this.scratch = ThreadLocal.withInitial(() -> new int[slots]);
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        int[] ranks = scratch.get();
        int features = cuts.features();
        for (int i = 0; i < features; i++) {
            float x = (float) rows[from + i];
            boolean missing = Float.isNaN(x);
            int rank = cuts.rank(i, x) << PerfectTrees.SLOT_BITS;
            ranks[i] = missing ? 0 : rank;
            ranks[i + features] = missing ? Integer.MAX_VALUE : rank;
        }
        return sum(ranks, base);
    }

    private float sum(int[] ranks, float base) {
        float sum = base;
        for (int group = 0; group < depths.length; group++) {
            sum = addGroup(group, ranks, sum);
        }
        return sum;
    }

    private float addGroup(int group, int[] ranks, float before) {
        int depth = depths[group];
        int size = 1 << depth;
        int start = starts[group * PerfectTrees.GROUP];
        int a = 1;
        int b = 1;
        int c = 1;
        int d = 1;
        int e = 1;
        int f = 1;
        int g = 1;
        int h = 1;
        for (int level = depth; level > 0; level--) {
            int tree = start;
            a = next(a, tree, ranks);
            b = next(b, tree += size, ranks);
            c = next(c, tree += size, ranks);
            d = next(d, tree += size, ranks);
            e = next(e, tree += size, ranks);
            f = next(f, tree += size, ranks);
            g = next(g, tree += size, ranks);
            h = next(h, tree += size, ranks);
        }
        // A place is now the size more than the number of its leaf. Added one by one, because the order decides the
        // last bits.
        float sum = before + leaves[start - size + a];
        sum += leaves[start + b];
        sum += leaves[start + size + c];
        sum += leaves[start + 2 * size + d];
        sum += leaves[start + 3 * size + e];
        sum += leaves[start + 4 * size + f];
        sum += leaves[start + 5 * size + g];
        sum += leaves[start + 6 * size + h];
        return sum;
    }

    private int next(int place, int tree, int[] ranks) {
        int node = nodes[tree + place];
        return 2 * place + (node - ranks[node & 0xffff] >>> 31);
    }
}
