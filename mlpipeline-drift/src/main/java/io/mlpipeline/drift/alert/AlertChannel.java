package io.mlpipeline.drift.alert;

/** A way to reach people or systems. Called by one thread at a time for one dispatcher. */
@FunctionalInterface
public interface AlertChannel {
    /**
     * Tries once to deliver a notice. May wait for the network, but not without end.
     *
     * @param notice the notice
     * @return how it ended; an exception counts as {@link Delivery#retry}
     */
    Delivery deliver(AlertNotice notice);
}
