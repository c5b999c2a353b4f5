package io.mlpipeline.etl.store.online;

import java.util.Comparator;

/**
 * What makes one value of an entity newer than another: its time, then when it became known, then the run that computed it.
 *
 * @param time from when the values hold, in the unit of the group's time column
 * @param created when they became known, in the same unit; the time itself for a group without a creation time
 * @param run the number of the offline run that they come from
 */
public record Stamp(long time, long created, long run) implements Comparable<Stamp> {
    private static final Comparator<Stamp> ORDER = Comparator.comparingLong(Stamp::time)
            .thenComparingLong(Stamp::created)
            .thenComparingLong(Stamp::run);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
