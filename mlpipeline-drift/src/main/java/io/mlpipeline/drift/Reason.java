package io.mlpipeline.drift;

/** Why a verdict was reached. */
public enum Reason {
    /** No test found a significant change. */
    NO_SIGNIFICANT_CHANGE,
    /** The change is significant but below every limit that matters. */
    TOO_SMALL_TO_MATTER,
    /** Neither side has a single value. */
    NO_VALUES,
    /** One side has fewer values than the minimum sample. */
    TOO_FEW_VALUES,
    /** The current data has a column that the reference lacks. */
    COLUMN_NEW,
    /** The error of the histograms could turn the verdict. */
    HISTOGRAM_TOO_COARSE,
    /** Most rows belong to categories that a profile does not count by name. */
    CATEGORIES_NOT_COUNTED,
    /** The share of rows without a value changed. */
    MISSING_RATE_CHANGED,
    /** The distribution of the values changed. */
    DISTRIBUTION_CHANGED,
    /** The current data lacks a column of the reference. */
    COLUMN_LOST,
    /** The column is numeric on one side and categorical on the other. */
    TYPE_CHANGED
}
