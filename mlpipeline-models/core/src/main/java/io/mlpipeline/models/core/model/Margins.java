package io.mlpipeline.models.core.model;

/** The sums of leaves of trees with categories or without. Safe for use by many threads. */
interface Margins extends TreeKernel {
    /**
     * The margins of many rows.
     *
     * @param rows the rows, one after the other
     * @param count how many there are
     * @param bases what the sums of each output start with
     * @param out receives all margins of a row, then those of the next
     */
    void batch(double[] rows, int count, float[] bases, double[] out);

    /** Makes trees ready, where tree t belongs to output {@code t % outputs}. */
    static Margins of(FlatTrees trees, int features, int outputs) {
        return trees.hasCategories()
                ? CategoricalTrees.of(trees, features, outputs)
                : CompiledTrees.of(trees, features, outputs);
    }
}
