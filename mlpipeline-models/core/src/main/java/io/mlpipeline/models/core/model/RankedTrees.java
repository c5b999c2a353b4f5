package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Walks perfect trees for one row level by level, all trees one step before any takes the next: each step of a level waits for none of
 * the others, so a processor has as many of them under way as it can, and no branch depends on the row.
 *
 * <p>Trees of like depth stand in a section. On level k of a section, tree t has the places from t 2^k on, so what is at q has its
 * children at 2 q and 2 q + 1 on the next level. The row's ranks are held twice, with missing values once below and once above every
 * cut, so that missing values cost nothing.
 *
 * <p>A node is a char, {@code [cut:8][slot:8]}, which keeps hundreds of trees within a processor's nearest caches. A rank is moved
 * to where a node's cut is: one subtraction compares.
 */
final class RankedTrees implements TreeKernel {
    private static final int SLOT_BITS = 8;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int MAX_FEATURES = 1 << (SLOT_BITS - 1);
    private static final int MAX_CUTS = 1 << (Character.SIZE - SLOT_BITS);
    /** As many places of trees on the way as stay in the first cache. */
    private static final int MOST_GROUPS = 64;

    /** Trees that are walked together, filled up to one depth. */
    private static final class Section {
        final int trees;
        /** By level, from the roots on. */
        final char[][] levels;

        final float[] leaves;

        Section(PerfectTrees source, int firstGroup, int groups) {
            int depth = deepest(source, firstGroup, groups);
            this.trees = groups * PerfectTrees.GROUP;
            this.levels = new char[depth][];
            for (int level = 0; level < depth; level++) {
                levels[level] = new char[trees << level];
            }
            this.leaves = new float[trees << depth];
            for (int tree = 0; tree < trees; tree++) {
                copy(source, firstGroup * PerfectTrees.GROUP + tree, tree);
            }
        }

        private static int deepest(PerfectTrees source, int firstGroup, int groups) {
            return Arrays.stream(source.depths, firstGroup, firstGroup + groups)
                    .max()
                    .orElse(0);
        }

        /** Copies a tree; below its leaves stand nodes that tell nothing apart. */
        private void copy(PerfectTrees source, int tree, int to) {
            int start = source.starts[tree];
            int depth = source.depths[tree / PerfectTrees.GROUP];
            for (int level = 0; level < depth; level++) {
                for (int i = 0; i < 1 << level; i++) {
                    levels[level][(to << level) + i] = narrow(source.nodes[start + (1 << level) + i]);
                }
            }
            int repeated = levels.length - depth;
            for (int i = 0; i < 1 << levels.length; i++) {
                leaves[(to << levels.length) + i] = source.leaves[start + (i >> repeated)];
            }
        }
    }

    private final FeatureCuts cuts;
    /** By output. */
    private final Section[][] sections;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Scratch> scratch;

    /** A row's ranks, and where it is in each tree. */
    private static final class Scratch {
        final int[] ranks;
        final int[] places = new int[MOST_GROUPS * PerfectTrees.GROUP];

        Scratch(int slots) {
            this.ranks = new int[slots];
        }
    }

    private RankedTrees(PerfectTrees trees) {
        this.cuts = trees.cuts;
        this.sections = new Section[trees.outputs][];
        int groups = trees.depths.length / trees.outputs;
        for (int output = 0; output < trees.outputs; output++) {
            sections[output] = sections(trees, output * groups, (output + 1) * groups);
        }
        int slots = 2 * cuts.features();
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(slots));
    }

    /** Puts neighbours together as long as filling them up to one depth no more than doubles their places. */
    private static Section[] sections(PerfectTrees trees, int from, int end) {
        List<Section> sections = new ArrayList<>();
        int first = from;
        while (first < end) {
            int depth = trees.depths[first];
            long places = 0;
            int next = first;
            while (next < end && next - first < MOST_GROUPS) {
                int deeper = Math.max(depth, trees.depths[next]);
                long more = places + (1L << trees.depths[next]);
                if ((next - first + 1L) << deeper > 2 * more) {
                    break;
                }
                depth = deeper;
                places = more;
                next++;
            }
            sections.add(new Section(trees, first, next - first));
            first = next;
        }
        return sections.toArray(Section[]::new);
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
        Scratch row = prepared(rows, from);
        return sum(sections[0], row, base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        Scratch row = prepared(rows, from);
        for (int output = 0; output < bases.length; output++) {
            out[at + output] = sum(sections[output], row, bases[output]);
        }
    }

    private Scratch prepared(double[] rows, int from) {
        Scratch row = scratch.get();
        int[] ranks = row.ranks;
        int features = cuts.features();
        for (int i = 0; i < features; i++) {
            float x = (float) rows[from + i];
            int present = FloatOrder.presence(x);
            int rank = cuts.rank(i, x, present) << SLOT_BITS;
            ranks[i] = rank & present;
            ranks[i + features] = (rank | ~present) & Integer.MAX_VALUE;
        }
        return row;
    }

    private static float sum(Section[] sections, Scratch row, float base) {
        float sum = base;
        for (Section each : sections) {
            sum = add(each, row.ranks, row.places, sum);
        }
        return sum;
    }

    private static float add(Section section, int[] ranks, int[] places, float before) {
        char[][] levels = section.levels;
        int trees = section.trees;
        if (levels.length == 0) {
            return addLeaves(section.leaves, trees, before);
        }
        int level = 0;
        if (levels.length > 2) {
            begin(levels[0], levels[1], trees, ranks, places);
            level = 2;
        } else {
            for (int i = 0; i < trees; i++) {
                places[i] = i;
            }
        }
        for (; level < levels.length - 1; level++) {
            step(levels[level], trees, ranks, places);
        }
        return end(levels[level], section.leaves, trees, ranks, places, before);
    }

    private static float addLeaves(float[] leaves, int trees, float before) {
        float sum = before;
        for (int i = 0; i < trees; i++) {
            sum += leaves[i];
        }
        return sum;
    }

    private static void begin(char[] roots, char[] children, int trees, int[] ranks, int[] places) {
        for (int i = 0; i < trees; i++) {
            places[i] = next(next(i, roots, ranks), children, ranks);
        }
    }

    private static void step(char[] nodes, int trees, int[] ranks, int[] places) {
        for (int i = 0; i < trees; i++) {
            places[i] = next(places[i], nodes, ranks);
        }
    }

    /** The last step; the leaves are added in the order of the trees. */
    private static float end(char[] nodes, float[] leaves, int trees, int[] ranks, int[] places, float before) {
        float sum = before;
        for (int i = 0; i < trees; i++) {
            sum += leaves[next(places[i], nodes, ranks)];
        }
        return sum;
    }

    private static int next(int at, char[] nodes, int[] ranks) {
        int node = nodes[at];
        return 2 * at + (node - ranks[node & SLOT_MASK] >>> 31);
    }
}
