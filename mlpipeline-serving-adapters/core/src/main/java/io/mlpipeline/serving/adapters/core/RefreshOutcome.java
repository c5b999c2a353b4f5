package io.mlpipeline.serving.adapters.core;

/** What a look at the registry has led to. */
public enum RefreshOutcome {
    /** The version that answers is the one that should. */
    UNCHANGED,
    /** Another version answers from now on. */
    SWITCHED,
    /** Another version should answer but cannot; the old one goes on, and {@link ServiceStatus#degraded()} says why. */
    KEPT
}
