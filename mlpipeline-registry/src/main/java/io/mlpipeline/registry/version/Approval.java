package io.mlpipeline.registry.version;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One line of a version's approvals. Lines are only ever added; the last one counts.
 *
 * @param status what was asked for or decided
 * @param by who did so
 * @param reason why, possibly empty for a request
 * @param at when, to the microsecond
 */
public record Approval(Status status, String by, String reason, Instant at) {
    /** Cuts the time. */
    public Approval {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Where a version's approval stands. */
    public enum Status {
        /** Someone asked for it. */
        PENDING,
        /** It may go into production. */
        APPROVED,
        /** It may not. */
        REJECTED
    }
}
