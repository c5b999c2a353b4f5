package io.mlpipeline.benchmarks.etl;

/** The features of the retail job. */
final class RetailFeatures {
    static final int[] LAGS = {1, 7, 14, 28};

    private RetailFeatures() {}
}
