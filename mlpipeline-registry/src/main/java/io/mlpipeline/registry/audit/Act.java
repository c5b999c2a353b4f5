package io.mlpipeline.registry.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Who does what when: what a store writes into the audit log together with the change itself.
 *
 * @param actor the caller's name
 * @param action what is done
 * @param detail what else is worth knowing, possibly empty
 * @param at when; cut to the microsecond
 */
public record Act(String actor, Action action, String detail, Instant at) {
    /** Cuts the time. */
    public Act {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(detail, "detail");
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
