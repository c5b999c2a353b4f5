package io.mlpipeline.models.onnx;

import io.mlpipeline.models.core.model.Tree;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/** The nodes of all trees in the columns of ONNX's TreeEnsembleRegressor. */
final class TreeTable {
    private final TreeEnsemble model;
    private final long[] trees;
    private final long[] nodes;
    private final long[] features;
    private final long[] lefts;
    private final long[] rights;
    private final long[] missingLeft;
    private final float[] thresholds;
    private final List<String> modes = new ArrayList<>();
    private final long[] leafTrees;
    private final long[] leafNodes;
    private final long[] leafOutputs;
    private final float[] leafValues;

    TreeTable(TreeEnsemble model) {
        this.model = model;
        int size = model.nodes();
        // Every inner node has two children, so that there is one leaf more a tree.
        int leaves = (size + model.trees()) / 2;
        this.trees = new long[size];
        this.nodes = new long[size];
        this.features = new long[size];
        this.lefts = new long[size];
        this.rights = new long[size];
        this.missingLeft = new long[size];
        this.thresholds = new float[size];
        this.leafTrees = new long[leaves];
        this.leafNodes = new long[leaves];
        this.leafOutputs = new long[leaves];
        this.leafValues = new float[leaves];
        fill();
    }

    private void fill() {
        int row = 0;
        int leaf = 0;
        for (int t = 0; t < model.trees(); t++) {
            Tree tree = model.tree(t);
            for (int i = 0; i < tree.nodes(); i++) {
                trees[row] = t;
                nodes[row] = i;
                if (tree.isLeaf(i)) {
                    modes.add("LEAF");
                    leafTrees[leaf] = t;
                    leafNodes[leaf] = i;
                    leafOutputs[leaf] = t % model.outputs();
                    leafValues[leaf++] = tree.value(i);
                } else {
                    modes.add("BRANCH_LT");
                    features[row] = tree.feature(i);
                    lefts[row] = tree.left(i);
                    rights[row] = tree.right(i);
                    missingLeft[row] = tree.defaultLeft(i) ? 1 : 0;
                    thresholds[row] = tree.value(i);
                }
                row++;
            }
        }
    }

    Node node(String input, String output) {
        float[] bases = new float[model.outputs()];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = model.baseMargin(i);
        }
        return new Node("TreeEnsembleRegressor", Graph.TREES, output, input)
                .number("n_targets", model.outputs())
                .text("post_transform", "NONE")
                .floats("base_values", bases)
                .numbers("nodes_treeids", trees)
                .numbers("nodes_nodeids", nodes)
                .numbers("nodes_featureids", features)
                .numbers("nodes_truenodeids", lefts)
                .numbers("nodes_falsenodeids", rights)
                .numbers("nodes_missing_value_tracks_true", missingLeft)
                .floats("nodes_values", thresholds)
                .texts("nodes_modes", modes)
                .numbers("target_treeids", leafTrees)
                .numbers("target_nodeids", leafNodes)
                .numbers("target_ids", leafOutputs)
                .floats("target_weights", leafValues);
    }
}
