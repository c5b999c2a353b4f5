package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads one tree of a model file and checks that it is one. */
final class FileTreeReader {
    private final Document document;
    private final int number;
    private final Map<String, int[]> ints = new HashMap<>();
    private final Map<String, float[]> floats = new HashMap<>();
    private int leafSize;

    FileTreeReader(Document document, int number) {
        this.document = document;
        this.number = number;
    }

    FileTree read() {
        document.object(this::field);
        if (leafSize > 1) {
            throw new CorruptArtifactException("The leaves of tree " + number + " hold " + leafSize
                    + " values each: models with several targets in one tree are not read. Train one model a target, or"
                    + " with multi_strategy=one_output_per_tree");
        }
        float[] value = floats("split_conditions", -1);
        int size = value.length;
        if (size == 0) {
            throw new CorruptArtifactException("Tree " + number + " has no nodes");
        }
        int[] directions = ints("default_left", size);
        boolean[] defaultLeft = new boolean[size];
        for (int i = 0; i < size; i++) {
            defaultLeft[i] = directions[i] != 0;
        }
        return new FileTree(
                        ints("left_children", size),
                        ints("right_children", size),
                        ints("split_indices", size),
                        defaultLeft,
                        value,
                        floats.containsKey("loss_changes") ? floats("loss_changes", size) : new float[0],
                        floats.containsKey("sum_hessian") ? floats("sum_hessian", size) : new float[0],
                        categories(size))
                .inOrder(number);
    }

    private void field(String name) {
        switch (name) {
            case "left_children",
                    "right_children",
                    "split_indices",
                    "default_left",
                    "split_type",
                    "categories",
                    "categories_nodes",
                    "categories_segments",
                    "categories_sizes" -> ints.put(name, document.ints());
            case "split_conditions", "loss_changes", "sum_hessian" -> floats.put(name, document.floats());
            case "tree_param" -> document.object(this::parameter);
            default -> document.skip();
        }
    }

    private void parameter(String name) {
        String text = document.text();
        if (name.equals("size_leaf_vector")) {
            leafSize = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
        }
    }

    private float[] floats(String name, int size) {
        float[] values = floats.get(name);
        if (values == null) {
            throw missing(name);
        }
        checkSize(name, values.length, size);
        return values;
    }

    private int[] ints(String name, int size) {
        int[] values = ints.get(name);
        if (values == null) {
            throw missing(name);
        }
        checkSize(name, values.length, size);
        return values;
    }

    private CorruptArtifactException missing(String name) {
        return new CorruptArtifactException("Tree " + number + " has no '" + name + "'");
    }

    private void checkSize(String name, int found, int size) {
        if (size >= 0 && found != size) {
            throw new CorruptArtifactException(
                    "Tree " + number + " has " + size + " nodes, but '" + name + "' for " + found);
        }
    }

    /** The categories of each node; empty if the tree splits by thresholds alone. */
    private int[][] categories(int size) {
        int[] nodes = ints.getOrDefault("categories_nodes", new int[0]);
        int[] types = ints.getOrDefault("split_type", new int[size]);
        checkSize("split_type", types.length, size);
        boolean categorical = Arrays.stream(types).anyMatch(type -> type == 1);
        if (!categorical) {
            return new int[0][];
        }
        int[] all = ints("categories", -1);
        int[] starts = ints("categories_segments", nodes.length);
        int[] sizes = ints("categories_sizes", nodes.length);
        int[][] categories = new int[size][0];
        long total = 0;
        for (int i = 0; i < nodes.length; i++) {
            total += Math.max(0, sizes[i]);
            if (total > all.length
                    || nodes[i] < 0
                    || nodes[i] >= size
                    || starts[i] < 0
                    || sizes[i] < 1
                    || starts[i] > all.length - sizes[i]) {
                throw new CorruptArtifactException("Tree " + number + " gives node " + nodes[i]
                        + " the categories from "
                        + starts[i] + " on, " + sizes[i] + " of them, but has " + size + " nodes and " + all.length
                        + " categories");
            }
            categories[nodes[i]] =
                    types[nodes[i]] == 1 ? Arrays.copyOfRange(all, starts[i], starts[i] + sizes[i]) : new int[0];
            // A split by categories has no threshold; XGBoost writes NaN.
            floats("split_conditions", size)[nodes[i]] = 0;
        }
        for (int i = 0; i < size; i++) {
            if (types[i] == 1 && categories[i].length == 0 && ints("left_children", size)[i] != -1) {
                throw new CorruptArtifactException(
                        "Node " + i + " of tree " + number + " splits by categories, but has none");
            }
        }
        return categories;
    }
}
