package io.mlpipeline.drift;

/** What was decided about a column or a data set. */
public enum Verdict {
    /** No change that is both significant and large enough to matter. */
    STABLE,
    /** There was too little data to decide. */
    NOT_JUDGED,
    /** The profiles are too coarse to decide: their own error could turn the verdict. */
    UNCERTAIN,
    /** A change that is both significant and large enough to matter, or one of structure. */
    DRIFTED
}
