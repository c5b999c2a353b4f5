package io.mlpipeline.registry.version;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of a model's history: a version went from one stage to another. Lines are only ever added.
 *
 * @param version the version's number
 * @param from the stage before
 * @param to the stage after
 * @param cause what was done
 * @param reason why, in words: the host's own, or the findings of the promotion policy
 * @param at when, to the microsecond; never before the model's previous change, even if the host's clock went back
 */
public record StageChange(int version, Stage from, Stage to, Cause cause, String reason, Instant at) {
    /** Checks that it is a change. */
    public StageChange {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
        if (version < 1) {
            throw new IllegalArgumentException("Versions count from 1, got " + version);
        }
        if (from == to) {
            throw new IllegalArgumentException(
                    "A change of version " + version + " from " + from + " to " + to + " is none");
        }
    }

    /** What led to a change of stage. */
    public enum Cause {
        /** The version was put into staging. */
        STAGED,
        /** A promotion policy let the version into production. */
        PROMOTED,
        /** Another version was promoted in its place. */
        REPLACED,
        /** A rollback took the version out of production, or brought it back. */
        ROLLED_BACK,
        /** The version was taken out of use. */
        ARCHIVED
    }
}
