package io.mlpipeline.models.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Trees of random shape, for comparing two ways to walk them. */
final class RandomTrees {
    private RandomTrees() {}

    static List<String> names(int features) {
        return IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
    }

    static TreeEnsemble.Builder ensemble(int trees, int depth, int features, SplittableRandom random) {
        TreeEnsemble.Builder builder =
                TreeEnsemble.builder(names(features)).baseMargin((float) random.nextDouble(-1, 1));
        for (int i = 0; i < trees; i++) {
            add(builder, depth, features, random);
        }
        return builder;
    }

    private static void add(TreeEnsemble.Builder builder, int depth, int features, SplittableRandom random) {
        List<int[]> nodes = new ArrayList<>();
        ArrayDeque<int[]> open = new ArrayDeque<>();
        nodes.add(new int[] {-1, -1});
        open.add(new int[] {0, 0});
        while (!open.isEmpty()) {
            int[] next = open.poll();
            if (next[1] < depth && random.nextDouble() < 0.85) {
                int at = nodes.size();
                nodes.get(next[0])[0] = at;
                nodes.get(next[0])[1] = at + 1;
                for (int child = at; child < at + 2; child++) {
                    nodes.add(new int[] {-1, -1});
                    open.add(new int[] {child, next[1] + 1});
                }
            }
        }
        int size = nodes.size();
        int[] feature = new int[size];
        boolean[] defaultLeft = new boolean[size];
        float[] value = new float[size];
        for (int i = 0; i < size; i++) {
            feature[i] = random.nextInt(features);
            defaultLeft[i] = random.nextBoolean();
            value[i] = value(random);
        }
        builder.tree(
                nodes.stream().mapToInt(each -> each[0]).toArray(),
                nodes.stream().mapToInt(each -> each[1]).toArray(),
                feature,
                defaultLeft,
                value);
    }

    /** A few common values, so that rows meet thresholds exactly, zeros of both signs among them. */
    static float value(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0.0f;
            case 1 -> -0.0f;
            case 2 -> 1.5f;
            default -> (float) random.nextDouble(-2, 2);
        };
    }

    static double[] row(int features, SplittableRandom random) {
        double[] row = new double[features];
        for (int i = 0; i < features; i++) {
            int kind = random.nextInt(20);
            row[i] = kind < 2
                    ? Double.NaN
                    : kind == 2 ? Double.POSITIVE_INFINITY : kind == 3 ? Double.NEGATIVE_INFINITY : value(random);
        }
        return row;
    }
}
