package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.TimeAxis;
import io.mlpipeline.etl.store.group.FeatureGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The present in the unit of a group's time column. */
final class GroupTime {
    private final boolean isDate;
    private final Clock clock;
    private final long ttl;

    GroupTime(FeatureGroup group, Clock clock) {
        ColumnType type = group.schema().typeOf(group.time());
        TimeAxis axis = TimeAxis.of(type);
        this.isDate = type == ColumnType.DATE;
        this.clock = clock;
        this.ttl = group.ttl().map(axis::units).orElse(Long.MAX_VALUE);
    }

    /** Today in the clock's zone, or this microsecond. */
    long now() {
        Instant instant = clock.instant();
        return isDate
                ? LocalDate.ofInstant(instant, clock.getZone()).toEpochDay()
                : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The time since, never negative: clocks differ by a little. */
    long age(long time, long now) {
        long age = now - time;
        return time > now ? 0 : age < 0 ? Long.MAX_VALUE : age;
    }

    boolean isExpired(long age) {
        return age > ttl;
    }

    Duration duration(long units) {
        return isDate ? Duration.ofDays(Math.min(units, Integer.MAX_VALUE)) : Duration.of(units, ChronoUnit.MICROS);
    }
}
