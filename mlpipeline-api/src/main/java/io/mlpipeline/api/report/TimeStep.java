package io.mlpipeline.api.report;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A round distance between ticks on a time axis. Times are seconds since 1970-01-01T00:00Z; ordinals count the unit, and ticks
 * stand at multiples of {@code count}.
 */
record TimeStep(ChronoUnit unit, int count) {
    /** From fine to coarse. */
    static final List<TimeStep> ALL = List.of(
            new TimeStep(ChronoUnit.SECONDS, 1),
            new TimeStep(ChronoUnit.SECONDS, 5),
            new TimeStep(ChronoUnit.SECONDS, 15),
            new TimeStep(ChronoUnit.SECONDS, 30),
            new TimeStep(ChronoUnit.MINUTES, 1),
            new TimeStep(ChronoUnit.MINUTES, 5),
            new TimeStep(ChronoUnit.MINUTES, 15),
            new TimeStep(ChronoUnit.MINUTES, 30),
            new TimeStep(ChronoUnit.HOURS, 1),
            new TimeStep(ChronoUnit.HOURS, 3),
            new TimeStep(ChronoUnit.HOURS, 6),
            new TimeStep(ChronoUnit.HOURS, 12),
            new TimeStep(ChronoUnit.DAYS, 1),
            new TimeStep(ChronoUnit.DAYS, 2),
            new TimeStep(ChronoUnit.DAYS, 7),
            new TimeStep(ChronoUnit.DAYS, 14),
            new TimeStep(ChronoUnit.MONTHS, 1),
            new TimeStep(ChronoUnit.MONTHS, 3),
            new TimeStep(ChronoUnit.MONTHS, 6),
            new TimeStep(ChronoUnit.YEARS, 1),
            new TimeStep(ChronoUnit.YEARS, 2),
            new TimeStep(ChronoUnit.YEARS, 5),
            new TimeStep(ChronoUnit.YEARS, 10),
            new TimeStep(ChronoUnit.YEARS, 20),
            new TimeStep(ChronoUnit.YEARS, 50),
            new TimeStep(ChronoUnit.YEARS, 100),
            new TimeStep(ChronoUnit.YEARS, 500),
            new TimeStep(ChronoUnit.YEARS, 1000),
            new TimeStep(ChronoUnit.YEARS, 5000));

    /** Makes multiples of seven days Mondays: 1970-01-01 was a Thursday. */
    private static final int THURSDAY = 3;

    boolean isWithinDay() {
        return unit.isTimeBased();
    }

    /** The mean length in seconds. */
    double seconds() {
        return (double) unit.getDuration().toSeconds() * count;
    }

    /** The first tick at or after a time. */
    double firstFrom(double seconds) {
        long ordinal = Math.floorDiv(ordinal(dateTime(Math.floor(seconds))), count) * count;
        double first = secondsAt(ordinal);
        return first < seconds ? secondsAt(ordinal + count) : first;
    }

    double next(double tick) {
        return secondsAt(ordinal(dateTime(tick)) + count);
    }

    static LocalDateTime dateTime(double seconds) {
        return LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC);
    }

    private long ordinal(LocalDateTime time) {
        return switch (unit) {
            case DAYS -> time.toLocalDate().toEpochDay() + THURSDAY;
            case MONTHS -> time.getLong(ChronoField.PROLEPTIC_MONTH);
            case YEARS -> time.getYear();
            default ->
                Math.floorDiv(
                        time.toEpochSecond(ZoneOffset.UTC), unit.getDuration().toSeconds());
        };
    }

    private double secondsAt(long ordinal) {
        return switch (unit) {
            case DAYS -> seconds(LocalDate.ofEpochDay(ordinal - THURSDAY));
            case MONTHS ->
                seconds(LocalDate.of((int) Math.floorDiv(ordinal, 12L), (int) Math.floorMod(ordinal, 12L) + 1, 1));
            case YEARS -> seconds(LocalDate.of((int) ordinal, 1, 1));
            default -> (double) ordinal * unit.getDuration().toSeconds();
        };
    }

    private static double seconds(LocalDate date) {
        return date.toEpochDay() * 86_400.0;
    }
}
