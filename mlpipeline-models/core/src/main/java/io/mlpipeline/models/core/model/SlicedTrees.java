package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.Arrays;

/**
 * Scores 64 rows at once, one bit a row in a long.
 *
 * <p>Which rows go right at a split is a word of 64 bits. It depends on feature, cut and default direction alone, so it is made once
 * for all trees that share the split. A tree is then evaluated for all rows by selecting words: the root's word says which of its
 * children's words counts for each row, and so on. The words selected on each level, one bit of every row's leaf number each, are
 * turned into bytes by a table, and the leaves are added in the order of the trees.
 */
final class SlicedTrees {
    /** Rows in a slice. */
    static final int ROWS = Long.SIZE;

    /** Bit i of the index at the lowest bit of byte i. */
    private static final long[] SPREAD = spread();

    private final FeatureCuts cuts;
    private final int[] depths;
    private final int[] starts;
    private final float[] leaves;
    /** For each node of the perfect trees the number of its word. */
    private final int[] words;
    /** Where a slot's words begin: word 0 takes the rows of rank 0 and is read by nobody, word j + 1 says who is above cut j. */
    private final int[] slotWords;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Slice> scratch;

    SlicedTrees(PerfectTrees trees) {
        this.cuts = trees.cuts;
        this.depths = trees.depths;
        this.starts = trees.starts;
        this.leaves = trees.leaves;
        this.slotWords = slotWords(trees);
        this.words = new int[trees.nodes.length];
        for (int i = 0; i < words.length; i++) {
            int node = trees.nodes[i];
            words[i] = slotWords[node & PerfectTrees.SLOT_MASK] + (node >>> PerfectTrees.SLOT_BITS) + 1;
        }
        int count = slotWords[slotWords.length - 1];
        this.scratch = ThreadLocal.withInitial(() -> new Slice(count));
    }

    private static int[] slotWords(PerfectTrees trees) {
        int features = trees.cuts.features();
        int[] starts = new int[2 * features + 1];
        for (int slot = 0; slot < 2 * features; slot++) {
            starts[slot + 1] = starts[slot] + trees.cuts.count(slot % features) + 2;
        }
        return starts;
    }

    private static long[] spread() {
        long[] spread = new long[256];
        for (int i = 0; i < spread.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                spread[i] |= (i >> bit & 1L) << 8 * bit;
            }
        }
        return spread;
    }

    /**
     * The margins of up to {@link #ROWS} rows.
     *
     * @param rows holds the rows, one after the other
     * @param from where the first one starts
     * @param count how many there are
     * @param bases what the sums of each output start with
     * @param out receives all margins of a row, then those of the next
     * @param at where the first one goes
     */
    void margins(double[] rows, int from, int count, float[] bases, double[] out, int at) {
        Slice slice = scratch.get();
        split(rows, from, count, slice.words);
        int outputs = bases.length;
        int trees = starts.length / outputs;
        for (int output = 0; output < outputs; output++) {
            addAll(output * trees, (output + 1) * trees, bases[output], slice);
            for (int i = 0; i < count; i++) {
                out[at + i * outputs + output] = slice.sums[i];
            }
        }
    }

    private void addAll(int first, int end, float base, Slice slice) {
        Arrays.fill(slice.sums, base);
        for (int tree = first; tree < end; tree++) {
            add(tree, depths[tree / PerfectTrees.GROUP], slice);
        }
    }

    /** Fills the words. */
    private void split(double[] rows, int from, int count, long[] to) {
        int features = cuts.features();
        Arrays.fill(to, 0);
        for (int feature = 0; feature < features; feature++) {
            int cutCount = cuts.count(feature);
            if (cutCount > 0) {
                int left = slotWords[feature];
                long missing = 0;
                for (int i = 0; i < count; i++) {
                    float x = (float) rows[from + i * features + feature];
                    int present = FloatOrder.presence(x);
                    missing |= (~present & 1L) << i;
                    to[left + cuts.rank(feature, x, present)] |= (present & 1L) << i;
                }
                spreadDown(to, left, slotWords[feature + features], cutCount, missing);
            }
        }
    }

    /** Who reaches a cut reaches those below. */
    private static void spreadDown(long[] words, int left, int right, int cutCount, long missing) {
        long reached = 0;
        for (int i = cutCount; i > 0; i--) {
            reached |= words[left + i];
            words[left + i] = reached;
            words[right + i] = reached | missing;
        }
    }

    private void add(int tree, int depth, Slice slice) {
        int start = starts[tree];
        long[] planes = slice.planes;
        long[] bytes = slice.bytes;
        Arrays.fill(bytes, 0);
        for (int level = 0; level < depth; level++) {
            long plane = plane(start + (1 << level), level, slice);
            planes[level] = plane;
            for (int i = 0; i < 8; i++) {
                bytes[i] = bytes[i] << 1 | SPREAD[(int) (plane >>> 8 * i) & 255];
            }
        }
        float[] sums = slice.sums;
        for (int i = 0; i < 8; i++) {
            long places = bytes[i];
            sums[8 * i] += leaves[start + (int) (places & 255)];
            sums[8 * i + 1] += leaves[start + (int) (places >>> 8 & 255)];
            sums[8 * i + 2] += leaves[start + (int) (places >>> 16 & 255)];
            sums[8 * i + 3] += leaves[start + (int) (places >>> 24 & 255)];
            sums[8 * i + 4] += leaves[start + (int) (places >>> 32 & 255)];
            sums[8 * i + 5] += leaves[start + (int) (places >>> 40 & 255)];
            sums[8 * i + 6] += leaves[start + (int) (places >>> 48 & 255)];
            sums[8 * i + 7] += leaves[start + (int) (places >>> 56)];
        }
    }

    /** The words that count on a level, whose nodes start at the given place. */
    private long plane(int first, int level, Slice slice) {
        long[] p = slice.planes;
        long[] w = slice.words;
        return switch (level) {
            case 0 -> w[words[first]];
            case 1 -> of2(w, first, p[0]);
            case 2 -> of4(w, first, p[0], p[1]);
            case 3 -> of8(w, first, p[0], p[1], p[2]);
            default -> {
                int chunks = 1 << level - 4;
                long[] selected = slice.selected;
                for (int i = 0; i < chunks; i++) {
                    selected[i] = of16(w, first + 16 * i, p[level - 4], p[level - 3], p[level - 2], p[level - 1]);
                }
                for (int i = 0; i < level - 4; i++) {
                    chunks >>= 1;
                    for (int j = 0; j < chunks; j++) {
                        selected[j] = select(p[i], selected[j], selected[j + chunks]);
                    }
                }
                yield selected[0];
            }
        };
    }

    private long of16(long[] w, int at, long a, long b, long c, long d) {
        return select(a, of8(w, at, b, c, d), of8(w, at + 8, b, c, d));
    }

    private long of8(long[] w, int at, long a, long b, long c) {
        return select(a, of4(w, at, b, c), of4(w, at + 4, b, c));
    }

    private long of4(long[] w, int at, long a, long b) {
        return select(a, of2(w, at, b), of2(w, at + 2, b));
    }

    private long of2(long[] w, int at, long a) {
        return select(a, w[words[at]], w[words[at + 1]]);
    }

    /** Each bit of the second word where the first has a 1, else of the first. */
    private static long select(long right, long ifNot, long ifSo) {
        return ifNot ^ (ifNot ^ ifSo) & right;
    }

    /** What a slice of rows needs while it is scored. */
    private static final class Slice {
        final long[] words;
        final long[] planes = new long[PerfectTrees.MAX_DEPTH];
        final long[] selected = new long[1 << PerfectTrees.MAX_DEPTH - 4];
        final long[] bytes = new long[ROWS / 8];
        final float[] sums = new float[ROWS];

        Slice(int words) {
            this.words = new long[words];
        }
    }
}
