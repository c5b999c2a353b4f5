package io.mlpipeline.drift.stream;

/** What a detector says after a value. */
public enum Signal {
    /** Nothing changed, or not yet enough values. */
    STABLE,
    /** A change may be under way. */
    WARNING,
    /** The stream changed. */
    CHANGE
}
