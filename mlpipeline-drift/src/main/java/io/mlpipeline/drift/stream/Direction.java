package io.mlpipeline.drift.stream;

/** Which changes of a mean a detector looks for. */
public enum Direction {
    /** Increases. */
    RISE,
    /** Decreases. */
    FALL,
    /** Either. */
    BOTH
}
