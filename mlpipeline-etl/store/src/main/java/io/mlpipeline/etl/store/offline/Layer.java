package io.mlpipeline.etl.store.offline;

/** What a partition file holds. */
public enum Layer {
    /** Rows as they came in, each once: the state from which features are computed again. */
    ROWS,
    /** The group's features. */
    FEATURES
}
