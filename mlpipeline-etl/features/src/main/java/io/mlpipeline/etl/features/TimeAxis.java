package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** The unit in which a time column counts. */
public enum TimeAxis {
    /** Epoch days, of a date column. */
    DAYS(TimeUnit.DAYS.toMicros(1)),
    /** Epoch microseconds, of a timestamp column. */
    MICROS(1);

    private final long microsPerUnit;

    TimeAxis(long microsPerUnit) {
        this.microsPerUnit = microsPerUnit;
    }

    /**
     * The axis of a time column.
     *
     * @param type the column's type
     * @return its axis
     * @throws IllegalArgumentException if it is neither a date nor a timestamp
     */
    public static TimeAxis of(ColumnType type) {
        return switch (type) {
            case DATE -> DAYS;
            case TIMESTAMP -> MICROS;
            default -> throw new IllegalArgumentException("Time must be a date or a timestamp, not " + type);
        };
    }

    /**
     * A duration in units of this axis.
     *
     * @param duration any duration
     * @return the number of units
     * @throws IllegalArgumentException if the axis counts days and the duration is no whole number of them
     */
    public long units(Duration duration) {
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

    /** The first time that is not before an instant. */
    long unitsOf(long micros) {
        return -Math.floorDiv(-micros, microsPerUnit);
    }

    /** The smallest step: the horizon where none is given, so that the row itself is never seen. */
    Duration step() {
        return Duration.of(microsPerUnit, ChronoUnit.MICROS);
    }
}
