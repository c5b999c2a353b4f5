package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Walks perfect trees for one row level by level, as {@link RankedTrees}, but compares the features themselves: for few trees, where
 * ranking the features of a row costs more than it saves.
 *
 * <p>A node is {@code [threshold:33][slot:31]}, the threshold in {@link FloatOrder}; a row is held as in {@link PackedTrees}.
 */
final class KeyedTrees implements TreeKernel {
    private static final int SLOT_MASK = 255;
    private static final int MAX_FEATURES = (SLOT_MASK + 1) / 2;

    /** Trees of like depth. */
    private static final class Section {
        final int trees;
        /** By level, from the roots on. */
        final long[][] levels;

        final float[] leaves;

        Section(LevelTrees source, FeatureCuts cuts) {
            this.trees = source.trees;
            this.leaves = source.leaves;
            this.levels = new long[source.levels.length][];
            for (int level = 0; level < levels.length; level++) {
                levels[level] = Arrays.stream(source.levels[level])
                        .mapToLong(node -> widen(node, cuts))
                        .toArray();
            }
        }

        private static long widen(int node, FeatureCuts cuts) {
            int slot = node & PerfectTrees.SLOT_MASK;
            int feature = slot % cuts.features();
            return (long) cuts.key(feature, node >>> PerfectTrees.SLOT_BITS) << PackedTrees.LOW_BITS | slot;
        }
    }

    private final int features;
    /** By output. */
    private final Section[][] sections;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Scratch> scratch;

    /** A row, and where it is in each tree. */
    private static final class Scratch {
        final long[] row;
        /** By output and section, each as long as the section has trees: loops over whole arrays compile best. */
        final int[][][] places;

        Scratch(int slots, Section[][] sections) {
            this.places = Arrays.stream(sections)
                    .map(each -> Arrays.stream(each)
                            .map(section -> new int[section.trees])
                            .toArray(int[][]::new))
                    .toArray(int[][][]::new);
            this.row = new long[slots];
        }
    }

    private KeyedTrees(PerfectTrees trees) {
        this.features = trees.cuts.features();
        this.sections = LevelTrees.of(trees).stream()
                .map(each -> each.stream()
                        .map(section -> new Section(section, trees.cuts))
                        .toArray(Section[]::new))
                .toArray(Section[][]::new);
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(2 * features, sections));
    }

    /** The trees made ready, or nothing where they ask more features than a byte can tell. */
    static Optional<TreeKernel> of(PerfectTrees trees) {
        return trees.cuts.features() <= MAX_FEATURES ? Optional.of(new KeyedTrees(trees)) : Optional.empty();
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        return sum(0, prepared(rows, from), base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        Scratch row = prepared(rows, from);
        for (int output = 0; output < bases.length; output++) {
            out[at + output] = sum(output, row, bases[output]);
        }
    }

    private Scratch prepared(double[] rows, int from) {
        Scratch prepared = scratch.get();
        PackedTrees.prepare(rows, from, features, prepared.row);
        return prepared;
    }

    private float sum(int output, Scratch row, float base) {
        Section[] chosen = sections[output];
        int[][] places = row.places[output];
        float sum = base;
        for (int i = 0; i < chosen.length; i++) {
            sum = add(chosen[i], row.row, places[i], sum);
        }
        return sum;
    }

    private static float add(Section section, long[] row, int[] places, float before) {
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        for (long[] level : section.levels) {
            step(level, row, places);
        }
        float[] leaves = section.leaves;
        float sum = before;
        for (int i = 0; i < places.length; i++) {
            sum += leaves[places[i]];
        }
        return sum;
    }

    private static void step(long[] nodes, long[] row, int[] places) {
        for (int i = 0; i < places.length; i++) {
            int at = places[i];
            long node = nodes[at];
            places[i] = at + at + (int) (node - row[(int) node & SLOT_MASK] >>> 63);
        }
    }
}
