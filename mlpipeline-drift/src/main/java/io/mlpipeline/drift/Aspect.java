package io.mlpipeline.drift;

/** What about a column can change. */
public enum Aspect {
    /** How its values are distributed. */
    DISTRIBUTION,
    /** The share of rows without a value. */
    MISSING_RATE
}
