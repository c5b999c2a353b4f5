package io.mlpipeline.drift.performance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings predictions and their labels together by the prediction's id, whichever comes first and however late the other.
 *
 * <p>What waits is bounded in number and time; what had to be let go is counted. Safe for use by many threads.
 */
public final class LabelJoin {
    private final int capacity;
    private final Duration patience;
    private final Clock clock;
    private final Map<String, Half> waiting = new LinkedHashMap<>();
    private long joined;
    private long expired;
    private long repeated;

    /** One of the two, and when it came. */
    private record Half(boolean isPrediction, double value, Instant at) {}

    private LabelJoin(int capacity, Duration patience, Clock clock) {
        this.capacity = capacity;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * A join.
     *
     * @param capacity how many predictions or labels may wait, 1 or more; the oldest goes first
     * @param patience how long one waits, above zero
     * @param clock tells the time
     * @return a new join
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static LabelJoin of(int capacity, Duration patience, Clock clock) {
        if (capacity < 1 || patience.isZero() || patience.isNegative()) {
            throw new IllegalArgumentException(
                    "A join needs room for 1 or more and patience, got " + capacity + " and " + patience);
        }
        return new LabelJoin(capacity, patience, clock);
    }

    /**
     * Takes a prediction.
     *
     * @param id its id, unique
     * @param value what was predicted; for a class, the probability or the number of the class
     * @return both, if the label was here already
     */
    public Optional<Labelled> predicted(String id, double value) {
        return take(id, new Half(true, value, clock.instant()));
    }

    /**
     * Takes a label.
     *
     * @param id the id of its prediction
     * @param value what came true
     * @return both, if the prediction was here already
     */
    public Optional<Labelled> labelled(String id, double value) {
        return take(id, new Half(false, value, clock.instant()));
    }

    private synchronized Optional<Labelled> take(String id, Half half) {
        letGo(half.at());
        @Nullable Half other = waiting.get(id);
        if (other == null) {
            waiting.put(id, half);
            return Optional.empty();
        }
        if (other.isPrediction() == half.isPrediction()) {
            // The first one stands: a label that is sent twice must not count twice.
            repeated++;
            return Optional.empty();
        }
        waiting.remove(id);
        joined++;
        Half prediction = half.isPrediction() ? half : other;
        Half label = half.isPrediction() ? other : half;
        return Optional.of(new Labelled(id, prediction.value(), label.value(), prediction.at()));
    }

    private void letGo(Instant now) {
        Iterator<Half> oldest = waiting.values().iterator();
        while (oldest.hasNext()) {
            Half half = oldest.next();
            boolean tooOld = Duration.between(half.at(), now).compareTo(patience) > 0;
            if (!tooOld && waiting.size() < capacity) {
                return;
            }
            oldest.remove();
            expired++;
        }
    }

    /**
     * The pairs so far.
     *
     * @return their number
     */
    public synchronized long joined() {
        return joined;
    }

    /**
     * The predictions and labels that waited too long or had to make room.
     *
     * @return their number
     */
    public synchronized long expired() {
        return expired;
    }

    /**
     * The predictions and labels whose id was already waiting.
     *
     * @return their number
     */
    public synchronized long repeated() {
        return repeated;
    }

    /**
     * What waits now.
     *
     * @return the number of predictions and labels
     */
    public synchronized int size() {
        return waiting.size();
    }
}
