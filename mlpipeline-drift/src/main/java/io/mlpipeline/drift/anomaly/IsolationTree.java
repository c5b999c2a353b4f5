package io.mlpipeline.drift.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random cuts until every row is alone, or as deep as an ordinary row goes. Nodes lie in arrays, children behind their parent. */
final class IsolationTree {
    /** The column of a leaf. */
    private static final int LEAF = -1;

    private final int[] column;
    /** The cut of an inner node; what a leaf adds to the depth for the rows still together in it. */
    private final double[] value;

    private final int[] left;
    private final int[] right;

    private IsolationTree(List<Node> nodes) {
        this.column = nodes.stream().mapToInt(node -> node.column).toArray();
        this.value = nodes.stream().mapToDouble(node -> node.value).toArray();
        this.left = nodes.stream().mapToInt(node -> node.left).toArray();
        this.right = nodes.stream().mapToInt(node -> node.right).toArray();
    }

    private static final class Node {
        int column = LEAF;
        double value;
        int left;
        int right;
    }

    static IsolationTree grow(double[][] rows, SplittableRandom random) {
        List<Node> nodes = new ArrayList<>();
        int limit = (int) Math.ceil(Math.log(rows.length) / Math.log(2));
        grow(rows, limit, random, nodes);
        return new IsolationTree(nodes);
    }

    private static int grow(double[][] rows, int depthLeft, SplittableRandom random, List<Node> nodes) {
        Node node = new Node();
        int place = nodes.size();
        nodes.add(node);
        int[] varying = depthLeft == 0 || rows.length < 2 ? new int[0] : varying(rows);
        if (varying.length == 0) {
            node.value = IsolationForest.averageDepth(rows.length);
            return place;
        }
        int cut = varying[random.nextInt(varying.length)];
        double low = Arrays.stream(rows).mapToDouble(row -> row[cut]).min().orElseThrow();
        double high = Arrays.stream(rows).mapToDouble(row -> row[cut]).max().orElseThrow();
        // Halves, because the width of the range itself may be infinite.
        double at = 2 * (low / 2 + random.nextDouble() * (high / 2 - low / 2));
        double threshold = at > low ? Math.min(at, high) : high;
        node.column = cut;
        node.value = threshold;
        node.left = grow(side(rows, cut, threshold, true), depthLeft - 1, random, nodes);
        node.right = grow(side(rows, cut, threshold, false), depthLeft - 1, random, nodes);
        return place;
    }

    private static int[] varying(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .filter(c -> Arrays.stream(rows).anyMatch(row -> row[c] != rows[0][c]))
                .toArray();
    }

    private static double[][] side(double[][] rows, int column, double threshold, boolean below) {
        return Arrays.stream(rows)
                .filter(row -> row[column] < threshold == below)
                .toArray(double[][]::new);
    }

    /** How many cuts set a row apart. */
    double depth(double[] row) {
        int node = 0;
        int cuts = 0;
        while (column[node] != LEAF) {
            node = row[column[node]] < value[node] ? left[node] : right[node];
            cuts++;
        }
        return cuts + value[node];
    }
}
