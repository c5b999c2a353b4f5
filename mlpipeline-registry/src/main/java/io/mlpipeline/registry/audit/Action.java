package io.mlpipeline.registry.audit;

/** What an entry of the audit log tells of. */
public enum Action {
    /** A version was added. */
    REGISTERED,
    /** A version went into staging. */
    STAGED,
    /** A version went into production. */
    PROMOTED,
    /** An earlier version was brought back into production. */
    ROLLED_BACK,
    /** A version was taken out of use. */
    ARCHIVED,
    /** A description was replaced. */
    DESCRIBED,
    /** A tag was set. */
    TAGGED,
    /** A tag was removed. */
    UNTAGGED,
    /** A version's approval was asked for. */
    APPROVAL_REQUESTED,
    /** A version was approved. */
    APPROVED,
    /** A version was rejected. */
    REJECTED,
    /** An alias was set or moved. */
    ALIAS_SET,
    /** An alias was removed. */
    ALIAS_REMOVED,
    /** An alias was protected. */
    ALIAS_PROTECTED,
    /** An alias is no longer protected. */
    ALIAS_UNPROTECTED,
    /** A signature was added. */
    SIGNED,
    /** A run of an experiment was begun. */
    RUN_STARTED,
    /** A run ended. */
    RUN_ENDED,
    /** The registry came out of an archive. */
    IMPORTED
}
