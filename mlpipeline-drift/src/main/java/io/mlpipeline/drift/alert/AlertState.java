package io.mlpipeline.drift.alert;

/** Where an alert stands. */
public enum AlertState {
    /** Nothing wrong lately. */
    OK,
    /** Breached, but not yet often enough. */
    PENDING,
    /** People are told. */
    FIRING,
    /** It fired and is over. */
    RESOLVED
}
