package io.mlpipeline.etl.features.quality;

/** What becomes of a row that breaks a rule. */
public enum Severity {
    /** The whole run ends with an error. */
    FAIL,
    /** The row is set aside with its reasons: it should not have come. */
    QUARANTINE,
    /** The row is left out and counted: it was expected and is not wanted. */
    DROP,
    /** The row stays; the break is counted. */
    WARN
}
