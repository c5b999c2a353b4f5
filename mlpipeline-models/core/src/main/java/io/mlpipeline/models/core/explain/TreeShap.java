package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exact Shapley values of a tree ensemble, by the training data that reached each node (path-dependent, as XGBoost's
 * {@code predictContrib}). Immutable and safe for use by many threads; each thread that
 * explains keeps a scratch of about a hundred kilobytes an output for as long as both live.
 *
 * @see ShapTree
 */
public final class TreeShap implements Explainer {
    private static final int BLOCK = 64;

    private final List<String> features;
    private final ShapColumns columns;
    private final List<ShapTrees> trees;
    private final double[] baseValues;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Scratch> scratch;

    private TreeShap(TreeEnsemble model) {
        this.features = model.features();
        List<Tree> all = IntStream.range(0, model.trees()).mapToObj(model::tree).toList();
        this.columns = new ShapColumns(features.size(), all);
        this.trees = IntStream.range(0, model.outputs())
                .mapToObj(output -> new ShapTrees(
                        IntStream.range(0, all.size())
                                .filter(tree -> tree % model.outputs() == output)
                                .mapToObj(all::get)
                                .toList(),
                        columns))
                .toList();
        this.baseValues = IntStream.range(0, trees.size())
                .mapToDouble(
                        output -> model.baseMargin(output) + trees.get(output).mean())
                .toArray();
        this.scratch = ThreadLocal.withInitial(Scratch::new);
    }

    /** What one thread needs to explain a block of rows. */
    private final class Scratch {
        final List<ShapTrees.Scratch> ofTrees = new ArrayList<>();
        final int[][] keys = new int[BLOCK][2 * columns.count()];
        final double[][] sums = new double[BLOCK][columns.count()];

        Scratch() {
            trees.forEach(each -> ofTrees.add(each.new Scratch()));
        }
    }

    /**
     * Makes a model ready to be explained.
     *
     * @param model an ensemble whose trees know their covers
     * @return the explainer
     * @throws IllegalArgumentException if the trees do not say how much training data reached each node
     */
    public static TreeShap of(TreeEnsemble model) {
        if (model.trees() > 0 && !model.hasCovers()) {
            throw new IllegalArgumentException(
                    "The trees of " + model + " do not say how much training data reached each"
                            + " node, which Shapley values weigh paths by. Export the model again with this version of the library");
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
        ShapTrees chosen = trees.get(checked(output));
        Scratch work = scratch.get();
        for (int from = 0; from < count; from += BLOCK) {
            int size = Math.min(BLOCK, count - from);
            for (int i = 0; i < size; i++) {
                columns.keys(rows, (from + i) * width, work.keys[i]);
                Arrays.fill(work.sums[i], 0);
            }
            chosen.add(work.keys, size, work.sums, work.ofTrees.get(output));
            for (int i = 0; i < size; i++) {
                columns.fold(work.sums[i], out, (from + i) * width);
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
