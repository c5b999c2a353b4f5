package io.mlpipeline.models.core.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;

/** Forests of random shape. */
final class RandomForests {
    private RandomForests() {}

    /** Fills a builder with trees; with categories, every third split asks for a set of six. */
    static ForestModel.Builder grow(
            ForestModel.Builder forest,
            int trees,
            int depth,
            int features,
            int leafSize,
            boolean categories,
            SplittableRandom random) {
        for (int tree = 0; tree < trees; tree++) {
            int root = node(forest, depth, features, leafSize, categories, random);
            Deque<int[]> open = new ArrayDeque<>();
            if (root >= 0 && depth > 0) {
                open.add(new int[] {root, depth});
            }
            while (!open.isEmpty()) {
                int[] parent = open.poll();
                int level = parent[1] - 1;
                int[] children = new int[2];
                for (int i = 0; i < 2; i++) {
                    boolean leaf = level == 0 || random.nextInt(5) == 0;
                    children[i] = node(forest, leaf ? 0 : level, features, leafSize, categories, random);
                    if (!leaf) {
                        open.add(new int[] {children[i], level});
                    }
                }
                forest.children(parent[0], children[0], children[1]);
            }
            forest.endTree();
        }
        return forest;
    }

    private static int node(
            ForestModel.Builder forest,
            int level,
            int features,
            int leafSize,
            boolean categories,
            SplittableRandom random) {
        if (level == 0) {
            double[] values = new double[leafSize];
            Arrays.setAll(values, i -> random.nextDouble());
            return forest.leaf(values);
        }
        int feature = random.nextInt(features);
        if (categories && random.nextInt(3) == 0) {
            boolean[] left = new boolean[6];
            for (int i = 0; i < left.length; i++) {
                left[i] = random.nextBoolean();
            }
            return forest.split(feature, left, random.nextBoolean());
        }
        return forest.split(feature, random.nextDouble(-2, 2));
    }
}
