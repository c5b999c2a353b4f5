package io.mlpipeline.drift.alert;

import java.time.Duration;

/**
 * How an attempt to deliver a notice ended.
 *
 * @param outcome whether to try again
 * @param after the least time to wait before the next attempt, as the receiver asked; zero if it did not
 * @param detail what happened, without secrets
 */
public record Delivery(Outcome outcome, Duration after, String detail) {
    /** Whether to try again. */
    public enum Outcome {
        /** The receiver has it. */
        DELIVERED,
        /** It may succeed later. */
        RETRY,
        /** It will never succeed as it is. */
        REFUSED
    }

    /**
     * The receiver has it.
     *
     * @return an outcome
     */
    public static Delivery delivered() {
        return new Delivery(Outcome.DELIVERED, Duration.ZERO, "");
    }

    /**
     * It may succeed later.
     *
     * @param detail what happened
     * @return an outcome
     */
    public static Delivery retry(String detail) {
        return new Delivery(Outcome.RETRY, Duration.ZERO, detail);
    }

    /**
     * It may succeed after a while.
     *
     * @param after the time the receiver asked for
     * @param detail what happened
     * @return an outcome
     */
    public static Delivery retryAfter(Duration after, String detail) {
        return new Delivery(Outcome.RETRY, after, detail);
    }

    /**
     * It will never succeed.
     *
     * @param detail what happened
     * @return an outcome
     */
    public static Delivery refused(String detail) {
        return new Delivery(Outcome.REFUSED, Duration.ZERO, detail);
    }
}
