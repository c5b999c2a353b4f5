package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The trees of one output, made ready: side by side where many have one shape, else one by one. Safe for use by many threads. */
final class ShapTrees {
    private static final int DEEPEST_BLOCK = 8;
    private static final int FEWEST_LANES = 16;
    /** Enough for long loops, few enough for the products to stay in the second cache. */
    private static final int MOST_LANES = 128;
    /** How many times as many places as splits a block may have: a split in it takes about two thirds of the time. */
    private static final double MOST_PLACES_PER_SPLIT = 1.25;

    private final List<ShapBlock> blocks = new ArrayList<>();
    private final List<ShapTree> singles = new ArrayList<>();

    ShapTrees(List<Tree> trees, ShapColumns columns) {
        Map<Integer, List<Tree>> byDepth =
                trees.stream().collect(Collectors.groupingBy(TreeShares::depth, TreeMap::new, Collectors.toList()));
        byDepth.forEach((depth, shaped) -> {
            if (isForBlocks(depth, shaped)) {
                addBlocks(depth, shaped, columns);
            } else {
                shaped.forEach(tree -> singles.add(ShapTree.of(tree, columns)));
            }
        });
    }

    private static boolean isForBlocks(int depth, List<Tree> trees) {
        long splits = trees.stream().mapToLong(tree -> tree.nodes() / 2).sum();
        return depth >= 1
                && depth <= DEEPEST_BLOCK
                && trees.size() >= FEWEST_LANES
                && ((1L << depth) - 1) * trees.size() <= MOST_PLACES_PER_SPLIT * splits;
    }

    private void addBlocks(int depth, List<Tree> trees, ShapColumns columns) {
        int count = (trees.size() + MOST_LANES - 1) / MOST_LANES;
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) trees.size() * i / count);
            int to = (int) ((long) trees.size() * (i + 1) / count);
            blocks.add(new ShapBlock(new ShapBlockLayout(trees.subList(from, to), depth, columns)));
        }
    }

    /** What the trees predict on average, added up. */
    double mean() {
        return blocks.stream().mapToDouble(ShapBlock::mean).sum()
                + singles.stream().mapToDouble(ShapTree::mean).sum();
    }

    /** What one thread needs to explain rows. */
    final class Scratch {
        private final List<ShapBlock.Scratch> ofBlocks = new ArrayList<>();
        private final double[] products =
                new double[singles.stream().mapToInt(ShapTree::scratch).max().orElse(0)];
        private final byte[] ways =
                new byte[singles.stream().mapToInt(ShapTree::splits).max().orElse(0) + 1];

        Scratch() {
            for (int i = 0; i < blocks.size(); i++) {
                boolean same = i > 0 && blocks.get(i).sharesScratchWith(blocks.get(i - 1));
                ofBlocks.add(same ? ofBlocks.get(i - 1) : new ShapBlock.Scratch(blocks.get(i)));
            }
        }
    }

    /**
     * Adds the contributions of some rows. All pass one part of the model before the next, which stays in the cache meanwhile.
     *
     * @param keys the keys of each row
     * @param count how many rows there are
     * @param out for each row one value a column, added to what is there
     * @param scratch overwritten
     */
    void add(int[][] keys, int count, double[][] out, Scratch scratch) {
        for (int b = 0; b < blocks.size(); b++) {
            for (int i = 0; i < count; i++) {
                blocks.get(b).add(keys[i], out[i], scratch.ofBlocks.get(b));
            }
        }
        for (ShapTree tree : singles) {
            for (int i = 0; i < count; i++) {
                tree.add(keys[i], out[i], scratch.products, scratch.ways);
            }
        }
    }
}
