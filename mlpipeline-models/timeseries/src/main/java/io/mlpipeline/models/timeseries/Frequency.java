package io.mlpipeline.models.timeseries;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The distance between two neighbouring stamps of a regular series, counted on the local calendar.
 *
 * <p>Months, quarters and years are steps of the calendar, not of a fixed duration. Local stamps know no daylight saving:
 * give an hourly series in UTC, where every day has 24 hours, as {@link TimeSeries#ofInstants} does.
 */
public enum Frequency {
    /** One hour; a season is a day of 24. */
    HOUR(ChronoUnit.HOURS, 1, 24),
    /** One day; a season is a week of 7. */
    DAY(ChronoUnit.DAYS, 1, 7),
    /** One day from Monday to Friday; a season is a week of 5. Holidays are steps whose value is missing. */
    BUSINESS_DAY(ChronoUnit.DAYS, 1, 5) {
        @Override
        public LocalDateTime plus(LocalDateTime start, long steps) {
            int weekday = workday(start);
            long weeks = Math.floorDiv(weekday + steps, WORKDAYS);
            int days = Math.floorMod(weekday + steps, WORKDAYS) - weekday;
            return start.plusDays(Math.addExact(Math.multiplyExact(weeks, 7L), days));
        }

        @Override
        long fewestSteps(LocalDateTime start, LocalDateTime stamp) {
            long days = ChronoUnit.DAYS.between(start, stamp);
            return days / 7 * WORKDAYS + Math.max(0, days % 7 - 2);
        }

        private int workday(LocalDateTime stamp) {
            int weekday = stamp.getDayOfWeek().getValue() - 1;
            if (weekday >= WORKDAYS) {
                throw new IllegalArgumentException(stamp + " is a " + stamp.getDayOfWeek()
                        + ", which is no business day. Maybe the frequency is DAY.");
            }
            return weekday;
        }
    },
    /** Seven days; a season is taken as 52. */
    WEEK(ChronoUnit.WEEKS, 1, 52),
    /** One calendar month; a season is a year of 12. */
    MONTH(ChronoUnit.MONTHS, 1, 12),
    /** Three calendar months; a season is a year of 4. */
    QUARTER(ChronoUnit.MONTHS, 3, 4),
    /** One calendar year, without a season. */
    YEAR(ChronoUnit.YEARS, 1, 1);

    private static final int WORKDAYS = 5;
    private static final int MOST_TOO_FEW = 2;

    private final ChronoUnit unit;
    private final int units;
    private final int seasonLength;

    Frequency(ChronoUnit unit, int units, int seasonLength) {
        this.unit = unit;
        this.units = units;
        this.seasonLength = seasonLength;
    }

    /**
     * The usual number of steps in a season, 1 where there is none.
     *
     * @return 24, 7, 5, 52, 12, 4 or 1
     */
    public int seasonLength() {
        return seasonLength;
    }

    /**
     * The stamp that lies a number of steps after another.
     *
     * @param start the stamp counted from
     * @param steps the number of steps, negative for the past
     * @return the stamp; where the month is too short, its last day
     */
    public LocalDateTime plus(LocalDateTime start, long steps) {
        return start.plus(steps * units, unit);
    }

    /**
     * The number of steps from one stamp to a later or equal one.
     *
     * @param start the stamp counted from
     * @param stamp the stamp counted to
     * @return the number of steps
     * @throws IllegalArgumentException if {@code stamp} is not on the grid that {@code start} lays, or lies before it
     */
    public long stepsBetween(LocalDateTime start, LocalDateTime stamp) {
        long fewest = fewestSteps(start, stamp);
        for (long steps = fewest; steps <= fewest + MOST_TOO_FEW; steps++) {
            if (steps >= 0 && plus(start, steps).equals(stamp)) {
                return steps;
            }
        }
        throw new IllegalArgumentException(stamp + " is no " + this + " step from " + start
                + ". Maybe the series has another frequency, or the stamp was not truncated to it.");
    }

    /**
     * No more steps than there are, and at most two fewer: a month counted from the 31st is short of one day in February, and a weekend
     * takes two business days away.
     */
    long fewestSteps(LocalDateTime start, LocalDateTime stamp) {
        return unit.between(start, stamp) / units;
    }
}
