package io.mlpipeline.drift.anomaly;

/** What is unusual about a stream. */
public enum AnomalyKind {
    /** The latest few values lie elsewhere than those before them. */
    LEVEL,
    /** The stream has moved, less abruptly: a longer stretch lies elsewhere than those before it. */
    SLOW_LEVEL,
    /** The values scatter more, or less, than they did. */
    SPREAD
}
