package io.mlpipeline.models.core.model;

/** Trees with splits by categories, made ready: answers their questions first, then asks numbers alone. */
final class CategoricalTrees implements Margins {
    private static final int CHUNK = SlicedTrees.ROWS;

    private final int features;
    private final CategoricalSplits splits;
    private final CompiledTrees trees;

    // One a model and not one for all: the sizes differ, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Scratch> scratch;

    private CategoricalTrees(int features, CategoricalSplits splits, CompiledTrees trees, int outputs) {
        this.features = features;
        this.splits = splits;
        this.trees = trees;
        this.scratch = ThreadLocal.withInitial(() -> new Scratch(splits.width(), outputs));
    }

    static CategoricalTrees of(FlatTrees trees, int features, int outputs) {
        CategoricalSplits splits = CategoricalSplits.of(trees, features);
        CompiledTrees numeric = CompiledTrees.of(splits.numeric(), splits.width(), outputs);
        return new CategoricalTrees(features, splits, numeric, outputs);
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        double[] expanded = scratch.get().rows;
        splits.expand(rows, from, expanded, 0);
        return trees.margin(expanded, 0, base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        double[] expanded = scratch.get().rows;
        splits.expand(rows, from, expanded, 0);
        trees.margins(expanded, 0, bases, out, at);
    }

    @Override
    public void batch(double[] rows, int count, float[] bases, double[] out) {
        Scratch chunk = scratch.get();
        int outputs = bases.length;
        for (int done = 0; done < count; done += CHUNK) {
            int size = Math.min(CHUNK, count - done);
            for (int i = 0; i < size; i++) {
                splits.expand(rows, (done + i) * features, chunk.rows, i * splits.width());
            }
            trees.batch(chunk.rows, size, bases, chunk.margins);
            System.arraycopy(chunk.margins, 0, out, done * outputs, size * outputs);
        }
    }

    /** A chunk of rows with the answers to all questions, and its margins. */
    private static final class Scratch {
        final double[] rows;
        final double[] margins;

        Scratch(int width, int outputs) {
            this.rows = new double[CHUNK * width];
            this.margins = new double[CHUNK * outputs];
        }
    }
}
