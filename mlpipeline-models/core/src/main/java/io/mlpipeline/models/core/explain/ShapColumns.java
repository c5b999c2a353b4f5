package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.internal.FloatOrder;
import io.mlpipeline.models.core.model.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the splits of trees compare with numbers: the features, and behind them one column for each different question "is this
 * feature in that set of categories?". Safe for use by many threads once all trees are known.
 *
 * <p>A column has two slots, one for splits that send missing values right and one for those that send them left.
 */
final class ShapColumns {
    /** A split by categories that stands for all that ask the same. */
    private record Question(Tree tree, int node) {
        boolean isYes(double x) {
            return !tree.goesLeft(node, x);
        }

        int feature() {
            return tree.feature(node);
        }
    }

    /** A feature and a set. */
    private record Asked(int feature, List<Integer> categories) {}

    private final int features;
    private final Map<Asked, Integer> columns = new HashMap<>();
    private final List<Question> questions = new ArrayList<>();

    ShapColumns(int features, List<Tree> trees) {
        this.features = features;
        for (Tree tree : trees) {
            for (int node = 0; node < tree.nodes(); node++) {
                if (!tree.isLeaf(node) && tree.isCategorical(node)) {
                    int split = node;
                    columns.computeIfAbsent(asked(tree, node), key -> {
                        questions.add(new Question(tree, split));
                        return features + questions.size() - 1;
                    });
                }
            }
        }
    }

    private static Asked asked(Tree tree, int node) {
        return new Asked(
                tree.feature(node), Arrays.stream(tree.categories(node)).boxed().toList());
    }

    /** The number of columns. */
    int count() {
        return features + questions.size();
    }

    /** Twice the column that a split compares, plus one where it sends missing values left. */
    int slot(Tree tree, int node) {
        int column =
                tree.isCategorical(node) ? Objects.requireNonNull(columns.get(asked(tree, node))) : tree.feature(node);
        return 2 * column + (tree.defaultLeft(node) ? 1 : 0);
    }

    /** What sends smaller keys left. */
    int threshold(Tree tree, int node) {
        return tree.isCategorical(node) ? 1 : FloatOrder.of(tree.value(node));
    }

    /** Turns a row into what splits compare: for each slot a number in the order of the column's values. */
    void keys(double[] rows, int from, int[] keys) {
        for (int i = 0; i < features; i++) {
            float x = (float) rows[from + i];
            put(keys, i, Float.isNaN(x), FloatOrder.of(x));
        }
        for (int i = 0; i < questions.size(); i++) {
            double x = rows[from + questions.get(i).feature()];
            put(keys, features + i, Double.isNaN(x), questions.get(i).isYes(x) ? 1 : 0);
        }
    }

    private static void put(int[] keys, int column, boolean missing, int key) {
        keys[2 * column] = missing ? Integer.MAX_VALUE : key;
        keys[2 * column + 1] = missing ? Integer.MIN_VALUE : key;
    }

    /** Writes the contributions of features, given those of columns. */
    void fold(double[] byColumn, double[] out, int at) {
        System.arraycopy(byColumn, 0, out, at, features);
        for (int i = 0; i < questions.size(); i++) {
            out[at + questions.get(i).feature()] += byColumn[features + i];
        }
    }
}
