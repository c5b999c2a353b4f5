package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Walks perfect trees for one row level by level, all trees one step before any takes the next: each step of a level waits for none of
 * the others, so a processor has as many of them under way as it can, and no branch depends on the row.
 *
 * <p>The places are those of {@link LevelTrees}. The row's ranks are held twice, with missing values once below and once above every
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

    /** Trees of like depth. */
    private static final class Section {
        final int trees;
        /** By level, from the roots on. */
        final char[][] levels;

        final float[] leaves;

        Section(LevelTrees source) {
            this.trees = source.trees;
            this.leaves = source.leaves;
            this.levels = new char[source.levels.length][];
            for (int level = 0; level < levels.length; level++) {
                levels[level] = narrow(source.levels[level]);
            }
        }

        private static char[] narrow(int[] nodes) {
            char[] narrow = new char[nodes.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (char) (nodes[i] >>> PerfectTrees.SLOT_BITS << SLOT_BITS | nodes[i] & SLOT_MASK);
            }
            return narrow;
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
        /** By output and section, each as long as the section has trees: loops over whole arrays compile best. */
        final int[][][] places;

        Scratch(int slots, Section[][] sections) {
            this.places = Arrays.stream(sections)
                    .map(each -> Arrays.stream(each)
                            .map(section -> new int[section.trees])
                            .toArray(int[][]::new))
                    .toArray(int[][][]::new);
            this.ranks = new int[slots];
        }
    }

    private RankedTrees(PerfectTrees trees) {
        this.cuts = trees.cuts;
        this.sections = LevelTrees.of(trees).stream()
                .map(each -> each.stream().map(Section::new).toArray(Section[]::new))
                .toArray(Section[][]::new);
        int slots = 2 * cuts.features();
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(slots, sections));
    }

    /** The trees made ready, or nothing where they ask more features or cuts than a char can tell. */
    static Optional<RankedTrees> of(PerfectTrees trees) {
        boolean fits = trees.cuts.features() <= MAX_FEATURES && trees.cuts.largestCount() <= MAX_CUTS;
        return fits ? Optional.of(new RankedTrees(trees)) : Optional.empty();
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        Scratch row = prepared(rows, from);
        return sum(0, row, base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        Scratch row = prepared(rows, from);
        for (int output = 0; output < bases.length; output++) {
            out[at + output] = sum(output, row, bases[output]);
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

    private float sum(int output, Scratch row, float base) {
        Section[] chosen = sections[output];
        int[][] places = row.places[output];
        float sum = base;
        for (int i = 0; i < chosen.length; i++) {
            sum = add(chosen[i], row.ranks, places[i], sum);
        }
        return sum;
    }

    private static float add(Section section, int[] ranks, int[] places, float before) {
        char[][] levels = section.levels;
        if (levels.length == 0) {
            return addLeaves(section.leaves, before);
        }
        int level = 0;
        if (levels.length > 2) {
            begin(levels[0], levels[1], ranks, places);
            level = 2;
        } else {
            for (int i = 0; i < places.length; i++) {
                places[i] = i;
            }
        }
        for (; level < levels.length - 1; level++) {
            step(levels[level], ranks, places);
        }
        return end(levels[level], section.leaves, ranks, places, before);
    }

    private static float addLeaves(float[] leaves, float before) {
        float sum = before;
        for (float leaf : leaves) {
            sum += leaf;
        }
        return sum;
    }

    private static void begin(char[] roots, char[] children, int[] ranks, int[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = next(next(i, roots, ranks), children, ranks);
        }
    }

    private static void step(char[] nodes, int[] ranks, int[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = next(places[i], nodes, ranks);
        }
    }

    /** The last step; the leaves are added in the order of the trees. */
    private static float end(char[] nodes, float[] leaves, int[] ranks, int[] places, float before) {
        float sum = before;
        for (int i = 0; i < places.length; i++) {
            sum += leaves[next(places[i], nodes, ranks)];
        }
        return sum;
    }

    private static int next(int at, char[] nodes, int[] ranks) {
        int node = nodes[at];
        return at + at + (node - ranks[node & SLOT_MASK] >>> 31);
    }
}
