package io.mlpipeline.models.smile;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.model.ForestModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import smile.base.cart.InternalNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.OrdinalNode;
import smile.data.Tuple;

/** Copies Smile's trees into a portable forest. Not thread-safe. */
final class ForestExport {
    /** A node, the number it got, and the parent that waits for it. */
    private static final class Visit {
        final Node node;
        int number;

        Visit(Node node) {
            this.node = node;
        }
    }

    private final ForestModel.Builder forest;
    private final double[] probe;
    private final Tuple probeTuple;

    ForestExport(ForestModel.Builder forest, int features) {
        this.forest = forest;
        this.probe = new double[features];
        this.probeTuple = Tuple.of(probe, Smile.schema(features));
    }

    void add(Node root, Function<LeafNode, double[]> leaf) {
        // Parents come before their children: breadth first.
        Deque<Visit> open = new ArrayDeque<>();
        open.add(new Visit(root));
        open.peek().number = number(root, leaf);
        while (!open.isEmpty()) {
            Visit parent = open.poll();
            if (parent.node instanceof InternalNode inner) {
                Visit left = new Visit(inner.trueChild());
                Visit right = new Visit(inner.falseChild());
                left.number = number(left.node, leaf);
                right.number = number(right.node, leaf);
                forest.children(parent.number, left.number, right.number);
                open.add(left);
                open.add(right);
            }
        }
        forest.endTree();
    }

    private int number(Node node, Function<LeafNode, double[]> leaf) {
        if (node instanceof LeafNode last) {
            return forest.leaf(leaf.apply(last));
        }
        if (node instanceof OrdinalNode ordinal) {
            return forest.split(ordinal.feature(), threshold(ordinal));
        }
        throw new InvalidDataException("Smile split by " + node.getClass().getSimpleName() + ", which is not exported");
    }

    /**
     * The threshold, to the bit, found by asking: Smile has no method that tells it. What is at most the threshold goes to the true
     * child, so it is the largest number that does.
     */
    private double threshold(OrdinalNode node) {
        long low = order(Double.NEGATIVE_INFINITY);
        long high = order(Double.POSITIVE_INFINITY);
        while (low < high) {
            long middle = high - (high - low >>> 1);
            probe[node.feature()] = inOrder(middle);
            if (node.branch(probeTuple)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return inOrder(low);
    }

    /** Longs in the order of doubles. */
    private static long order(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    private static double inOrder(long order) {
        return Double.longBitsToDouble(order ^ (order >> 63 & Long.MAX_VALUE));
    }
}
