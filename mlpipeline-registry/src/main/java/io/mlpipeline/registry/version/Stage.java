package io.mlpipeline.registry.version;

/** Where a version stands on its way. At most one version of a model is in {@link #PRODUCTION}. */
public enum Stage {
    /** Registered, and no more than that. */
    NONE,
    /** Chosen for a closer look before production. */
    STAGING,
    /** The version that answers requests. */
    PRODUCTION,
    /** Out of use; kept for the record and for a rollback. */
    ARCHIVED
}
