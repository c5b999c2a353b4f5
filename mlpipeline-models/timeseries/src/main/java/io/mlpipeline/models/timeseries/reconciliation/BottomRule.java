package io.mlpipeline.models.timeseries.reconciliation;

/** Finds the forecasts at the bottom from those of all nodes. */
@FunctionalInterface
interface BottomRule {
    /** One row a step; the columns of the base are the nodes, sums first, those of the result the bottom series. */
    double[][] bottoms(double[][] base);
}
