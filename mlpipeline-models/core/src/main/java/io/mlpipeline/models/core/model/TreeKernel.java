package io.mlpipeline.models.core.model;

/** Adds up the leaves that a row reaches. Safe for use by many threads. */
interface TreeKernel {
    /**
     * The margin of one row.
     *
     * @param rows holds the row's features
     * @param from where they start
     * @param base what the sum starts with
     * @return the base plus each tree's leaf, added in single precision in the order of the trees
     */
    float margin(double[] rows, int from, float base);
}
