package io.mlpipeline.registry.experiment;

/** How far a run has come. */
public enum RunStatus {
    /** It may still be added to. */
    RUNNING,
    /** It has ended as it should. */
    FINISHED,
    /** It has ended otherwise. */
    FAILED
}
