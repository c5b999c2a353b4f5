package io.mlpipeline.models.core.model;

import java.util.Optional;

/**
 * Trees made ready: one way to score a row and one to score many, chosen by their shape. All ways give the same bits. Safe for use
 * by many threads.
 *
 * <p>{@link RankedTrees} and {@link SlicedTrees} first rank each feature of a row, which costs about as much as eight steps of {@link
 * KeyedTrees}; then {@link RankedTrees} saves a quarter of each step, more where trees outgrow the cache, and {@link SlicedTrees} two
 * thirds. {@link PackedTrees} take what is too deep or uneven for all of these.
 * {@code benchmarks/run scoring} measures it.
 */
final class CompiledTrees implements Margins {
    private static final long STEPS_PER_FEATURE_TO_RANK = 30;
    private static final long STEPS_PER_FEATURE_TO_SLICE = 11;
    private static final int FEWEST_ROWS_TO_SLICE = SlicedTrees.ROWS / 2;

    private final int features;
    private final TreeKernel row;
    private final Optional<SlicedTrees> slices;

    private CompiledTrees(int features, TreeKernel row, Optional<SlicedTrees> slices) {
        this.features = features;
        this.row = row;
        this.slices = slices;
    }

    /** Trees without categories, where tree t belongs to output {@code t % outputs}. */
    static CompiledTrees of(FlatTrees trees, int features, int outputs) {
        long steps = 0;
        for (int tree = 0; tree < trees.trees(); tree++) {
            steps += trees.depth(tree);
        }
        Optional<PerfectTrees> perfect = steps > STEPS_PER_FEATURE_TO_SLICE * features
                ? PerfectTrees.of(trees, features, outputs)
                : Optional.empty();
        Optional<TreeKernel> ranked =
                steps > STEPS_PER_FEATURE_TO_RANK * features ? perfect.flatMap(RankedTrees::of) : Optional.empty();
        TreeKernel row = ranked.or(() -> perfect.flatMap(KeyedTrees::of))
                .orElseGet(() -> PackedTrees.of(trees, features, outputs));
        return new CompiledTrees(features, row, perfect.map(SlicedTrees::new));
    }

    @Override
    public float margin(double[] rows, int from, float base) {
        return row.margin(rows, from, base);
    }

    @Override
    public void margins(double[] rows, int from, float[] bases, double[] out, int at) {
        row.margins(rows, from, bases, out, at);
    }

    @Override
    public void batch(double[] rows, int count, float[] bases, double[] out) {
        int done = slices.isPresent() ? slice(slices.get(), rows, count, bases, out) : 0;
        for (int i = done; i < count; i++) {
            row.margins(rows, i * features, bases, out, i * bases.length);
        }
    }

    /** Scores whole slices, and a last one that is at least half full; returns how many rows are done. */
    private int slice(SlicedTrees sliced, double[] rows, int count, float[] bases, double[] out) {
        int done = 0;
        while (count - done >= FEWEST_ROWS_TO_SLICE) {
            int size = Math.min(SlicedTrees.ROWS, count - done);
            sliced.margins(rows, done * features, size, bases, out, done * bases.length);
            done += size;
        }
        return done;
    }
}
