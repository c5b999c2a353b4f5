package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact Shapley values of a tree ensemble, by the training data that reached each node (path-dependent, as XGBoost's
 * {@code predictContrib}). Immutable and safe for use by many threads; a call allocates a few kilobytes.
 *
 * @see ShapTree
 */
public final class TreeShap implements Explainer {
    private static final int BLOCK = 64;

    private final List<String> features;
    private final List<List<ShapTree>> trees;
    private final double[] baseValues;
    private final int scratch;
    private final int splits;

    private TreeShap(TreeEnsemble model) {
        this.features = model.features();
        this.trees = IntStream.range(0, model.outputs())
                .mapToObj(output -> IntStream.range(0, model.trees())
                        .filter(tree -> tree % model.outputs() == output)
                        .mapToObj(tree -> ShapTree.of(model.tree(tree)))
                        .toList())
                .toList();
        this.baseValues = IntStream.range(0, trees.size())
                .mapToDouble(output -> model.baseMargin(output)
                        + trees.get(output).stream().mapToDouble(ShapTree::mean).sum())
                .toArray();
        this.scratch = trees.stream()
                .flatMap(List::stream)
                .mapToInt(ShapTree::scratch)
                .max()
                .orElse(0);
        this.splits = trees.stream()
                .flatMap(List::stream)
                .mapToInt(ShapTree::splits)
                .max()
                .orElse(0);
    }

    /**
     * Makes a model ready to be explained.
     *
     * @param model an ensemble whose trees know their covers
     * @return the explainer
     * @throws IllegalArgumentException if the trees do not say how much training data reached each node, or split by categories
     */
    public static TreeShap of(TreeEnsemble model) {
        if (model.trees() > 0 && !model.hasCovers()) {
            throw new IllegalArgumentException(
                    "The trees of " + model + " do not say how much training data reached each"
                            + " node, which Shapley values weigh paths by. Export the model again with this version of the library");
        }
        if (model.hasCategories()) {
            throw new IllegalArgumentException("The trees of " + model + " split by sets of categories, which are not"
                    + " explained yet. Encode the categories as numbers in the feature pipeline");
        }
        return new TreeShap(model);
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public int outputs() {
        return baseValues.length;
    }

    @Override
    public double baseValue(int output) {
        return baseValues[checked(output)];
    }

    @Override
    public void contributions(double[] rows, int count, int output, double[] out) {
        int width = features.size();
        Vectors.check(rows, count, width, out);
        List<ShapTree> chosen = trees.get(checked(output));
        Arrays.fill(out, 0, count * width, 0);
        double[] work = new double[scratch];
        byte[] ways = new byte[splits + 1];
        int[][] keys = new int[Math.min(count, BLOCK)][2 * width];
        for (int from = 0; from < count; from += BLOCK) {
            int size = Math.min(BLOCK, count - from);
            for (int i = 0; i < size; i++) {
                ShapTree.keys(rows, (from + i) * width, width, keys[i]);
            }
            // A tree stays in the cache while the rows of a block pass it.
            for (ShapTree tree : chosen) {
                for (int i = 0; i < size; i++) {
                    tree.add(keys[i], out, (from + i) * width, work, ways);
                }
            }
        }
    }

    private int checked(int output) {
        if (output < 0 || output >= baseValues.length) {
            throw new IllegalArgumentException("No output " + output + "; the model has " + baseValues.length);
        }
        return output;
    }

    @Override
    public String toString() {
        return "TreeShap(" + features.size() + " features, " + baseValues.length + " outputs)";
    }
}
