package io.mlpipeline.etl.features.cleaning;

/** The finite values of a column over all rows or one group, as a {@link LearnedRule} asks for them. */
interface Distribution {
    /** How many values there are. */
    long count();

    /** The mean; exact, rounded once. */
    double mean();

    /** The unbiased standard deviation. */
    double deviation();

    /** The smallest value at or below which at least a share of all values lies. */
    double quantile(double share);

    /** The median of the distances from the median. */
    double medianDistance();

    /** The most frequent value; of equally frequent ones the smallest. */
    double mode();
}
