package io.mlpipeline.models.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mlpipeline.api.error.InvalidDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What XGBoost's JSON model says of its trees. Read as a stream and number by number from the text, so that every float is the one
 * that was written.
 *
 * @param baseScore what predictions start from, in the unit of the label
 * @param trees the trees in order
 */
record NativeModel(float baseScore, List<Tree> trees) {
    /**
     * One tree, node by node; a leaf has -1 for both children.
     *
     * @param left the left child
     * @param right the right child
     * @param feature the feature that is asked
     * @param defaultLeft where missing values go
     * @param value the threshold, or the value of a leaf
     * @param gain what the split gained
     * @param cover the sum of the Hessians of the node's rows
     */
    record Tree(
            int[] left,
            int[] right,
            int[] feature,
            boolean[] defaultLeft,
            float[] value,
            float[] gain,
            float[] cover) {}

    static NativeModel read(byte[] json, int features) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            Reader reader = new Reader(parser);
            reader.object("");
            return reader.model(features);
        } catch (IOException e) {
            throw new IllegalStateException("XGBoost wrote a model that is not JSON: " + e.getMessage(), e);
        }
    }

    /** Walks the document and keeps what the trees need. */
    private static final class Reader {
        private static final String MODEL = "/learner/gradient_booster/model";
        private static final String PARAMETERS = "/learner/learner_model_param";

        private final JsonParser parser;
        private final List<Tree> trees = new ArrayList<>();
        private String baseScore = "";
        private String features = "";

        Reader(JsonParser parser) throws IOException {
            this.parser = parser;
            parser.nextToken();
        }

        NativeModel model(int expectedFeatures) {
            if (!features.equals(Integer.toString(expectedFeatures)) || baseScore.isEmpty()) {
                throw new IllegalStateException("XGBoost's model has '" + features + "' features and base score '"
                        + baseScore + "', expected " + expectedFeatures + " features");
            }
            return new NativeModel(Float.parseFloat(baseScore), List.copyOf(trees));
        }

        void object(String path) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String here = path + "/" + parser.currentName();
                parser.nextToken();
                if (here.equals(MODEL + "/trees")) {
                    trees();
                } else if (here.equals(PARAMETERS + "/base_score")) {
                    baseScore = parser.getText();
                } else if (here.equals(PARAMETERS + "/num_feature")) {
                    features = parser.getText();
                } else if (MODEL.startsWith(here) || PARAMETERS.startsWith(here)) {
                    object(here);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void trees() throws IOException {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                trees.add(tree());
            }
        }

        private Tree tree() throws IOException {
            Map<String, float[]> arrays = new HashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    arrays.put(name, floats());
                } else {
                    parser.skipChildren();
                }
            }
            for (float type : array(arrays, "split_type")) {
                if (type != 0) {
                    throw new InvalidDataException("XGBoost split on a categorical feature, which is not exported");
                }
            }
            return new Tree(
                    ints(array(arrays, "left_children")),
                    ints(array(arrays, "right_children")),
                    ints(array(arrays, "split_indices")),
                    booleans(array(arrays, "default_left")),
                    array(arrays, "split_conditions"),
                    array(arrays, "loss_changes"),
                    array(arrays, "sum_hessian"));
        }

        private static float[] array(Map<String, float[]> arrays, String name) {
            float[] array = arrays.get(name);
            if (array == null) {
                throw new IllegalStateException(
                        "A tree of XGBoost's model has no '" + name + "', only " + arrays.keySet());
            }
            return array;
        }

        /** Node numbers and features are below 2^24, so a float holds them exactly. */
        private float[] floats() throws IOException {
            float[] values = new float[64];
            int size = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, 2 * size);
                }
                values[size++] = Float.parseFloat(parser.getText());
            }
            return Arrays.copyOf(values, size);
        }

        private static int[] ints(float[] values) {
            int[] ints = new int[values.length];
            for (int i = 0; i < ints.length; i++) {
                ints[i] = (int) values[i];
            }
            return ints;
        }

        private static boolean[] booleans(float[] values) {
            boolean[] booleans = new boolean[values.length];
            for (int i = 0; i < booleans.length; i++) {
                booleans[i] = values[i] != 0;
            }
            return booleans;
        }
    }
}
