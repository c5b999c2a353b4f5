package io.mlpipeline.drift;

/** How much a change matters, by its size and never by its p-value; in ascending order. */
public enum Severity {
    /** No significant change. */
    NONE,
    /** A significant change below every limit that matters, or one that nobody can be sure of. */
    INFO,
    /** A significant change above a warning limit. */
    WARNING,
    /** A significant change above a critical limit, or one of structure. */
    CRITICAL
}
