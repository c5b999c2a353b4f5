package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.util.Arrays;

/**
 * One tree, node by node; a leaf has -1 for both children.
 *
 * @param left the left child
 * @param right the right child
 * @param feature the feature that is asked
 * @param defaultLeft where missing values go
 * @param value the threshold, or the value of a leaf
 * @param gain what the split gained; may be empty
 * @param cover the sum of the Hessians of the node's rows; may be empty
 * @param categories the categories that go right; empty for thresholds, and as a whole where there are no others
 */
record FileTree(
        int[] left,
        int[] right,
        int[] feature,
        boolean[] defaultLeft,
        float[] value,
        float[] gain,
        float[] cover,
        int[][] categories) {
    private static final int DEEPEST = 4096;

    /**
     * The nodes that the root leads to, each after its parent: XGBoost leaves pruned nodes in their places and gives these to new
     * ones.
     */
    FileTree inOrder(int number) {
        int size = value.length;
        int[] order = new int[size];
        int[] depth = new int[size];
        boolean[] reached = new boolean[size];
        int[] newLeft = new int[size];
        int[] newRight = new int[size];
        int end = 1;
        for (int i = 0; i < end; i++) {
            int node = order[i];
            newLeft[i] = -1;
            newRight[i] = -1;
            if (left[node] != -1 || right[node] != -1) {
                checkChild(number, node, left[node], reached);
                checkChild(number, node, right[node], reached);
                if (depth[i] == DEEPEST) {
                    throw new CorruptArtifactException("Tree " + number + " is deeper than " + DEEPEST + " splits");
                }
                newLeft[i] = end;
                newRight[i] = end + 1;
                depth[end] = depth[i] + 1;
                depth[end + 1] = depth[i] + 1;
                order[end++] = left[node];
                order[end++] = right[node];
            }
        }
        return permuted(Arrays.copyOf(order, end), Arrays.copyOf(newLeft, end), Arrays.copyOf(newRight, end));
    }

    private void checkChild(int number, int node, int child, boolean[] reached) {
        if (child <= 0 || child >= reached.length || reached[child]) {
            throw new CorruptArtifactException("Node " + node + " of tree " + number + " has the child " + child
                    + (child > 0 && child < reached.length
                            ? ", which has another parent already"
                            : ", which is none of")
                    + (child > 0 && child < reached.length ? "" : " its " + reached.length + " nodes"));
        }
        reached[child] = true;
    }

    private FileTree permuted(int[] order, int[] newLeft, int[] newRight) {
        int size = order.length;
        int[] newFeature = new int[size];
        boolean[] newDefaultLeft = new boolean[size];
        float[] newValue = new float[size];
        float[] newGain = new float[gain.length == 0 ? 0 : size];
        float[] newCover = new float[cover.length == 0 ? 0 : size];
        int[][] newCategories = new int[categories.length == 0 ? 0 : size][];
        for (int i = 0; i < size; i++) {
            int node = order[i];
            newFeature[i] = feature[node];
            newDefaultLeft[i] = defaultLeft[node];
            newValue[i] = value[node];
            if (gain.length > 0) {
                newGain[i] = gain[node];
            }
            if (cover.length > 0) {
                newCover[i] = cover[node];
            }
            if (categories.length > 0) {
                newCategories[i] = categories[node];
            }
        }
        return new FileTree(newLeft, newRight, newFeature, newDefaultLeft, newValue, newGain, newCover, newCategories);
    }

    boolean isLeaf(int node) {
        return left[node] == -1;
    }
}
