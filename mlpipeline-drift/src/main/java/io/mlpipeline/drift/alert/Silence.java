package io.mlpipeline.drift.alert;

import java.time.Instant;

/**
 * A time in which nobody is told of some alerts. They go on being kept; one that still fires at the end is told then.
 *
 * @param matcher the alerts
 * @param from the start
 * @param until the end, exclusive
 * @param author who silenced
 * @param comment why
 */
public record Silence(AlertMatcher matcher, Instant from, Instant until, String author, String comment) {
    /**
     * Checks that there is a time.
     *
     * @throws IllegalArgumentException if the end is not after the start
     */
    public Silence {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("A silence ends after it begins, got " + from + " until " + until);
        }
    }

    boolean covers(AlertSubject subject, Instant at) {
        return !at.isBefore(from) && at.isBefore(until) && matcher.matches(subject);
    }
}
