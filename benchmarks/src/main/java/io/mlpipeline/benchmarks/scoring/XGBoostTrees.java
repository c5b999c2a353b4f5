package io.mlpipeline.benchmarks.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The trees of an XGBoost model file, for peers that take trees.
 *
 * @param baseScore what predictions start from
 * @param trees the trees
 */
record XGBoostTrees(float baseScore, List<Tree> trees) {
    /**
     * One tree, node by node; a leaf has -1 for both children.
     *
     * @param left the left child
     * @param right the right child
     * @param feature the feature asked
     * @param defaultLeft where missing values go
     * @param value the threshold, or the value of a leaf
     */
    record Tree(int[] left, int[] right, int[] feature, boolean[] defaultLeft, float[] value) {}

    static XGBoostTrees read(byte[] json) throws IOException {
        JsonNode learner = new ObjectMapper().readTree(json).get("learner");
        List<Tree> trees = new ArrayList<>();
        for (JsonNode tree : learner.get("gradient_booster").get("model").get("trees")) {
            trees.add(tree(tree));
        }
        String base = learner.get("learner_model_param").get("base_score").asText();
        return new XGBoostTrees(Float.parseFloat(base), trees);
    }

    private static Tree tree(JsonNode tree) {
        int size = tree.get("left_children").size();
        int[] left = new int[size];
        int[] right = new int[size];
        int[] feature = new int[size];
        boolean[] defaultLeft = new boolean[size];
        float[] value = new float[size];
        for (int i = 0; i < size; i++) {
            left[i] = tree.get("left_children").get(i).asInt();
            right[i] = tree.get("right_children").get(i).asInt();
            feature[i] = tree.get("split_indices").get(i).asInt();
            defaultLeft[i] = tree.get("default_left").get(i).asInt() != 0;
            value[i] = tree.get("split_conditions").get(i).floatValue();
        }
        return new Tree(left, right, feature, defaultLeft, value);
    }
}
