package io.mlpipeline.models.core.model;

/** Adds up the leaves that a row reaches. Safe for use by many threads. */
interface TreeKernel {
    /**
     * The margin of one row, of trees with one output.
     *
     * @param rows holds the row's features
     * @param from where they start
     * @param base what the sum starts with
     * @return the base plus each tree's leaf, added in single precision in the order of the trees
     */
    float margin(double[] rows, int from, float base);

    /**
     * The margins of one row, of trees with any number of outputs.
     *
     * @param rows holds the row's features
     * @param from where they start
     * @param bases what the sum of each output starts with
     * @param out receives one margin an output
     * @param at where the first one goes
     */
    void margins(double[] rows, int from, float[] bases, double[] out, int at);
}
