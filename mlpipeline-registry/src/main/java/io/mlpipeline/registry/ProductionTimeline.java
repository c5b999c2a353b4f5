package io.mlpipeline.registry;

import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/** Which versions of one model were in production, and when, read from its history. */
final class ProductionTimeline {
    private final List<StageChange> history;

    /** Takes the whole history of one model, oldest first. */
    ProductionTimeline(List<StageChange> history) {
        this.history = history;
    }

    /** The version in production at a time: a change counts from its own time on. */
    OptionalInt at(Instant time) {
        OptionalInt production = OptionalInt.empty();
        for (StageChange change : history) {
            if (change.at().isAfter(time)) {
                break;
            }
            production = after(production, change);
        }
        return production;
    }

    /**
     * The version that a rollback brings back: the one before the present one, or the last one if none is present. Each rollback
     * goes one promotion further back; versions that were rolled back are not brought back by another rollback.
     */
    OptionalInt before() {
        Deque<Integer> promoted = new ArrayDeque<>();
        OptionalInt present = OptionalInt.empty();
        for (StageChange change : history) {
            present = after(present, change);
            if (change.to() == Stage.PRODUCTION) {
                arrive(promoted, change);
            }
        }
        while (!promoted.isEmpty() && present.equals(OptionalInt.of(promoted.element()))) {
            promoted.pop();
        }
        return promoted.isEmpty() ? OptionalInt.empty() : OptionalInt.of(promoted.peek());
    }

    private static void arrive(Deque<Integer> promoted, StageChange change) {
        if (change.cause() == Cause.ROLLED_BACK) {
            while (promoted.element() != change.version()) {
                promoted.pop();
            }
        } else {
            promoted.push(change.version());
        }
    }

    private static OptionalInt after(OptionalInt production, StageChange change) {
        if (change.to() == Stage.PRODUCTION) {
            return OptionalInt.of(change.version());
        }
        return change.from() == Stage.PRODUCTION ? OptionalInt.empty() : production;
    }
}
