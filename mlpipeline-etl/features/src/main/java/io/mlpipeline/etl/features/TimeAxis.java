package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** The unit in which a time column counts. */
enum TimeAxis {
    DAYS(TimeUnit.DAYS.toMicros(1)),
    MICROS(1);

    private final long microsPerUnit;

    TimeAxis(long microsPerUnit) {
        this.microsPerUnit = microsPerUnit;
    }

    static TimeAxis of(ColumnType type) {
        return switch (type) {
            case DATE -> DAYS;
            case TIMESTAMP -> MICROS;
            default -> throw new IllegalArgumentException("Time must be a date or a timestamp, not " + type);
        };
    }

    long units(Duration duration) {
        long micros = Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
        if (micros % microsPerUnit != 0) {
            throw new IllegalArgumentException(
                    "On a time axis of whole days a duration must be a number of days, got " + duration);
        }
        return micros / microsPerUnit;
    }

    long micros(long units) {
        return Math.multiplyExact(units, microsPerUnit);
    }

    /** The smallest step: the horizon where none is given, so that the row itself is never seen. */
    Duration step() {
        return Duration.of(microsPerUnit, ChronoUnit.MICROS);
    }
}
