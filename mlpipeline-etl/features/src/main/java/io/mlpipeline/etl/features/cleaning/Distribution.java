package io.mlpipeline.etl.features.cleaning;

/** The finite values of a column over all rows or one group, as a {@link LearnedRule} asks for them. */
interface Distribution {
    /** How many values there are. */
    long count();

    /** The mean; exact, rounded once. */
    double mean();

    /** The unbiased standard deviation. */
    double deviation();

    /** The smallest value at or below which at least half of all values lies: one of the data. */
    double lowerMedian();

    /** The quantile of a share, interpolated between two values as {@link QuantileRank} says. */
    double quantile(double share);

    /** The median of the distances from the median, both interpolated. */
    double medianDistance();

    /** The most frequent value; of equally frequent ones the smallest. */
    double mode();
}
