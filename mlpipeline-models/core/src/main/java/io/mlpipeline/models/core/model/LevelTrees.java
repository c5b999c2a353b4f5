package io.mlpipeline.models.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Neighbours among perfect trees, laid out level by level: on level k, tree t has the places from t 2^k on, so what is at q has its
 * children at 2 q and 2 q + 1 on the next level, and its leaf at the place that it comes to behind the last. All trees are filled up to
 * the depth of the deepest.
 */
final class LevelTrees {
    /** So that where a row is in each tree stays in the first cache. */
    static final int MOST_TREES = 512;

    final int trees;
    /** By level, from the roots on: nodes as in {@link PerfectTrees}. */
    final int[][] levels;

    final float[] leaves;

    private LevelTrees(PerfectTrees source, int firstGroup, int groups) {
        int depth = Arrays.stream(source.depths, firstGroup, firstGroup + groups)
                .max()
                .orElse(0);
        this.trees = groups * PerfectTrees.GROUP;
        this.levels = new int[depth][];
        for (int level = 0; level < depth; level++) {
            levels[level] = new int[trees << level];
        }
        this.leaves = new float[trees << depth];
        for (int tree = 0; tree < trees; tree++) {
            copy(source, firstGroup * PerfectTrees.GROUP + tree, tree);
        }
    }

    /** Copies a tree; below its leaves stand nodes that tell nothing apart. */
    private void copy(PerfectTrees source, int tree, int to) {
        int start = source.starts[tree];
        int depth = source.depths[tree / PerfectTrees.GROUP];
        for (int level = 0; level < depth; level++) {
            System.arraycopy(source.nodes, start + (1 << level), levels[level], to << level, 1 << level);
        }
        int repeated = levels.length - depth;
        for (int i = 0; i < 1 << levels.length; i++) {
            leaves[(to << levels.length) + i] = source.leaves[start + (i >> repeated)];
        }
    }

    /** The trees of each output in their order, as many together as filling them up to one depth no more than doubles. */
    static List<List<LevelTrees>> of(PerfectTrees trees) {
        int groups = trees.depths.length / trees.outputs;
        List<List<LevelTrees>> byOutput = new ArrayList<>();
        for (int output = 0; output < trees.outputs; output++) {
            byOutput.add(of(trees, output * groups, (output + 1) * groups));
        }
        return byOutput;
    }

    private static List<LevelTrees> of(PerfectTrees trees, int from, int end) {
        List<LevelTrees> sections = new ArrayList<>();
        int first = from;
        while (first < end) {
            int next = first + 1;
            int depth = trees.depths[first];
            long places = 1L << depth;
            while (next < end && (next - first) * PerfectTrees.GROUP < MOST_TREES) {
                depth = Math.max(depth, trees.depths[next]);
                places += 1L << trees.depths[next];
                if ((next - first + 1L) << depth > 2 * places) {
                    break;
                }
                next++;
            }
            sections.add(new LevelTrees(trees, first, next - first));
            first = next;
        }
        return sections;
    }
}
