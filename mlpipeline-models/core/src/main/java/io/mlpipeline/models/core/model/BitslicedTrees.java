package io.mlpipeline.models.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trees for batches: 64 rows go through a tree at once, one bit a row.
 *
 * <p>For every threshold that occurs in the model, one word says which of the 64 rows do not lie below it. That is found once for
 * all trees: each row's rank among the sorted thresholds of a feature sets one bit, and running over the thresholds from above
 * collects them. A tree, padded to a full one, is then walked by AND and XOR: the rows that reach a node, split by the node's
 * word, are those that reach its children. What went right on each level makes the bits of each row's leaf number. Leaves are
 * added in the order of the trees, so every sum is that of {@link FlatTrees} bit for bit.
 *
 * <p>Related: C. Lucchese et al., QuickScorer, SIGIR 2015, keeps the bits of leaves where this keeps the bits of rows.
 */
final class BitslicedTrees {
    /** The rows of one block. */
    static final int ROWS = Long.SIZE;

    private static final int MAX_DEPTH = 8;
    private static final int MIN_TREES = 100;

    /** Spreads the bits of a byte to the lowest bits of eight bytes. */
    private static final long[] SPREAD =
            IntStream.range(0, 256).mapToLong(BitslicedTrees::spread).toArray();

    private final int features;
    /** The thresholds of feature f, in order, stand from {@code cutStarts[f]} on. */
    private final int[] cutStarts;

    private final int[] cuts;
    private final int[] depths;
    /** Where each tree's word numbers and leaves start. */
    private final int[] nodeStarts;

    private final int[] leafStarts;
    /** For each node, level by level: twice the number of its threshold, plus one where missing values go right. */
    private final int[] words;

    private final float[] leaves;

    private BitslicedTrees(FlatTrees trees, int features) {
        this.features = features;
        List<TreeSet<Integer>> distinct =
                Stream.generate(TreeSet<Integer>::new).limit(features).toList();
        for (int i = 0; i < trees.value.length; i++) {
            if (trees.left[i] != FlatTrees.LEAF) {
                distinct.get(trees.feature[i]).add(FloatOrder.of(trees.value[i]));
            }
        }
        this.cutStarts = new int[features + 1];
        for (int i = 0; i < features; i++) {
            cutStarts[i + 1] = cutStarts[i] + distinct.get(i).size();
        }
        this.cuts = distinct.stream()
                .flatMap(TreeSet::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        this.depths = IntStream.range(0, trees.trees()).map(trees::depth).toArray();
        this.nodeStarts = new int[depths.length + 1];
        this.leafStarts = new int[depths.length + 1];
        for (int i = 0; i < depths.length; i++) {
            nodeStarts[i + 1] = nodeStarts[i] + (1 << depths[i]) - 1;
            leafStarts[i + 1] = leafStarts[i] + (1 << depths[i]);
        }
        this.words = new int[nodeStarts[depths.length]];
        this.leaves = new float[leafStarts[depths.length]];
        for (int tree = 0; tree < depths.length; tree++) {
            place(trees, tree, trees.starts[tree], 0, 0);
        }
    }

    /** Whether batches of these trees are faster this way: there are enough of them, and none is deep. */
    static boolean suits(FlatTrees trees) {
        return trees.trees() >= MIN_TREES
                && IntStream.range(0, trees.trees()).allMatch(tree -> trees.depth(tree) <= MAX_DEPTH);
    }

    static BitslicedTrees of(FlatTrees trees, int features) {
        return new BitslicedTrees(trees, features);
    }

    /** Puts a node at a position of its level; below a leaf that comes early, all leaves are that leaf. */
    private void place(FlatTrees trees, int tree, int node, int level, int position) {
        boolean leaf = trees.left[node] == FlatTrees.LEAF;
        if (leaf) {
            int width = 1 << (depths[tree] - level);
            int from = leafStarts[tree] + position * width;
            Arrays.fill(leaves, from, from + width, trees.value[node]);
            return;
        }
        words[nodeStarts[tree] + (1 << level) - 1 + position] = wordOf(trees, node);
        int root = trees.starts[tree];
        place(trees, tree, root + trees.left[node], level + 1, 2 * position);
        place(trees, tree, root + trees.right[node], level + 1, 2 * position + 1);
    }

    private int wordOf(FlatTrees trees, int node) {
        int feature = trees.feature[node];
        int cut =
                Arrays.binarySearch(cuts, cutStarts[feature], cutStarts[feature + 1], FloatOrder.of(trees.value[node]));
        return 2 * cut + (trees.defaultLeft[node] ? 0 : 1);
    }

    private static long spread(int bits) {
        long spread = 0;
        for (int i = 0; i < Byte.SIZE; i++) {
            spread |= (bits >> i & 1L) << (Byte.SIZE * i);
        }
        return spread;
    }

    /** What a batch works with; one a call. */
    final class Block {
        private final long[] goesRight = new long[2 * cuts.length];
        private final long[] byRank = new long[maxCuts() + 1];
        private final long[] reached = new long[1 << MAX_DEPTH];
        private final long[] next = new long[1 << MAX_DEPTH];
        private final long[] planes = new long[MAX_DEPTH];

        private int maxCuts() {
            return IntStream.range(0, features)
                    .map(i -> cutStarts[i + 1] - cutStarts[i])
                    .max()
                    .orElse(0);
        }

        /** Adds to each of 64 sums the leaves of its row. */
        void addTo(float[] sums, double[] rows, int from) {
            for (int feature = 0; feature < features; feature++) {
                rank(feature, rows, from + feature);
            }
            for (int tree = 0; tree < depths.length; tree++) {
                walk(tree);
                addLeaves(tree, sums);
            }
        }

        private void rank(int feature, double[] rows, int from) {
            int start = cutStarts[feature];
            int size = cutStarts[feature + 1] - start;
            if (size == 0) {
                return;
            }
            Arrays.fill(byRank, 0, size + 1, 0);
            long missing = 0;
            for (int row = 0; row < ROWS; row++) {
                float value = (float) rows[from + row * features];
                if (Float.isNaN(value)) {
                    missing |= 1L << row;
                } else {
                    byRank[atMost(FloatOrder.of(value), start, size)] |= 1L << row;
                }
            }
            long right = 0;
            for (int cut = size - 1; cut >= 0; cut--) {
                right |= byRank[cut + 1];
                goesRight[2 * (start + cut)] = right;
                goesRight[2 * (start + cut) + 1] = right | missing;
            }
        }

        /** How many thresholds are not above a value. */
        private int atMost(int value, int start, int size) {
            int low = start;
            for (int rest = size; rest > 1; ) {
                int half = rest >>> 1;
                low += cuts[low + half - 1] <= value ? half : 0;
                rest -= half;
            }
            return low - start + (cuts[low] <= value ? 1 : 0);
        }

        private void walk(int tree) {
            int node = nodeStarts[tree];
            reached[0] = -1;
            for (int level = 0; level < depths[tree]; level++) {
                int width = 1 << level;
                boolean last = level == depths[tree] - 1;
                System.arraycopy(reached, 0, next, 0, width);
                long plane = 0;
                for (int i = 0; i < width; i++) {
                    long here = next[i];
                    long right = here & goesRight[words[node++]];
                    plane |= right;
                    if (!last) {
                        reached[2 * i] = here ^ right;
                        reached[2 * i + 1] = right;
                    }
                }
                planes[level] = plane;
            }
        }

        private void addLeaves(int tree, float[] sums) {
            int depth = depths[tree];
            int start = leafStarts[tree];
            for (int row = 0; row < ROWS; row += Byte.SIZE) {
                long numbers = 0;
                for (int level = 0; level < depth; level++) {
                    numbers = numbers << 1 | SPREAD[(int) (planes[level] >>> row) & 0xFF];
                }
                for (int i = 0; i < Byte.SIZE; i++) {
                    sums[row + i] += leaves[start + ((int) (numbers >>> (Byte.SIZE * i)) & 0xFF)];
                }
            }
        }
    }
}
