package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.data.Row;
import java.time.Duration;

/**
 * What is known of an entity now.
 *
 * @param state whether there are values
 * @param age how old the values are, present or expired; zero for an absent entity
 * @param values the features in the columns of the view; all missing unless they are {@link State#PRESENT}
 */
public record OnlineRead(State state, Duration age, Row values) {
    /** Whether there are values. */
    public enum State {
        /** There are values, young enough. */
        PRESENT,
        /** Nothing is known of the entity, or a part of its key is missing. */
        ABSENT,
        /** The newest values are older than the group's time to live. */
        EXPIRED
    }

    /**
     * Whether there are values to use.
     *
     * @return true if they are present
     */
    public boolean isPresent() {
        return state == State.PRESENT;
    }
}
