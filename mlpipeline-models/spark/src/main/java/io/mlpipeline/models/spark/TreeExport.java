package io.mlpipeline.models.spark;

import io.mlpipeline.models.core.model.ForestModel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.ml.tree.Split;

/** Copies Spark's trees into a portable forest. Not thread-safe. */
final class TreeExport {
    private record Visit(Node node, int number) {}

    private final ForestModel.Builder forest;
    private final double[] probe;

    TreeExport(ForestModel.Builder forest, int features) {
        this.forest = forest;
        this.probe = new double[features];
    }

    void add(Node root, Function<LeafNode, double[]> leaf) {
        // Parents come before their children: breadth first.
        Deque<Visit> open = new ArrayDeque<>();
        open.add(new Visit(root, number(root, leaf)));
        while (!open.isEmpty()) {
            Visit parent = open.poll();
            if (parent.node() instanceof InternalNode inner) {
                Visit left = new Visit(inner.leftChild(), number(inner.leftChild(), leaf));
                Visit right = new Visit(inner.rightChild(), number(inner.rightChild(), leaf));
                forest.children(parent.number(), left.number(), right.number());
                open.add(left);
                open.add(right);
            }
        }
        forest.endTree();
    }

    /**
     * Adds boosted trees, each leaf times its tree's weight and a factor; returns the sum of the trees' largest leaves, to which rounding
     * errors are relative.
     */
    double addWeighted(DecisionTreeModel[] trees, double[] weights, double factor) {
        double[] largest = new double[trees.length];
        for (int i = 0; i < trees.length; i++) {
            int tree = i;
            add(trees[tree].rootNode(), leaf -> {
                double value = factor * weights[tree] * leaf.prediction();
                largest[tree] = Math.max(largest[tree], Math.abs(value));
                return new double[] {value};
            });
        }
        return Arrays.stream(largest).sum();
    }

    private int number(Node node, Function<LeafNode, double[]> leaf) {
        if (node instanceof LeafNode last) {
            return forest.leaf(leaf.apply(last));
        }
        Split split = ((InternalNode) node).split();
        return split instanceof ContinuousSplit continuous
                ? forest.split(continuous.featureIndex(), continuous.threshold())
                : categories((CategoricalSplit) split);
    }

    /** Asks the split itself, which keeps the smaller of its two sets and sends all else the other way. */
    private int categories(CategoricalSplit split) {
        Vector asked = Vectors.dense(probe);
        boolean[] left = new boolean[split.leftCategories().length + split.rightCategories().length];
        for (int category = 0; category < left.length; category++) {
            probe[split.featureIndex()] = category;
            left[category] = split.shouldGoLeft(asked);
        }
        probe[split.featureIndex()] = -1;
        return forest.split(split.featureIndex(), left, split.shouldGoLeft(asked));
    }
}
