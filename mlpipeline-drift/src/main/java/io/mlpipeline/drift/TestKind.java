package io.mlpipeline.drift;

/** The tests that a monitor runs. */
public enum TestKind {
    /** {@link io.mlpipeline.drift.statistics.KolmogorovSmirnovTest} on the buckets that both histograms share. */
    KOLMOGOROV_SMIRNOV,
    /**
     * {@link io.mlpipeline.drift.statistics.ChiSquareTest#calibrated} on categories, or on up to ten equally populated ranges of a
     * numeric column.
     */
    CHI_SQUARE,
    /** {@link io.mlpipeline.drift.statistics.ProportionTest}. */
    TWO_PROPORTIONS,
    /** {@link io.mlpipeline.drift.statistics.FisherExactTest}, in place of the former where counts are small. */
    FISHER_EXACT
}
