package io.mlpipeline.models.timeseries;

import io.mlpipeline.api.error.InvalidDataException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers on a regular calendar: a start, a frequency, a season length and one value for each step, where {@code NaN} says
 * that the value is missing. Exogenous columns may stand beside it.
 *
 * <p>Every present value is finite. At least one step exists; all of them may be missing. Immutable and thread-safe.
 */
public final class TimeSeries {
    private final LocalDateTime start;
    private final Frequency frequency;
    private final int seasonLength;
    private final double[] values;
    private final Regressors regressors;

    private TimeSeries(
            LocalDateTime start, Frequency frequency, int seasonLength, double[] values, Regressors regressors) {
        this.start = start;
        this.frequency = frequency;
        this.seasonLength = seasonLength;
        this.values = values;
        this.regressors = regressors;
    }

    /**
     * A series from values without gaps in its stamps.
     *
     * @param frequency the distance between two values; its usual season length is taken
     * @param start the stamp of the first value
     * @param values the values in order, {@code NaN} where missing, otherwise finite; copied
     * @return the series
     * @throws InvalidDataException if there is no value, or one is infinite
     */
    public static TimeSeries of(Frequency frequency, LocalDateTime start, double... values) {
        if (values.length == 0) {
            throw new InvalidDataException("the series is empty: give at least one value");
        }
        for (int step = 0; step < values.length; step++) {
            requireUsable(values[step], frequency.plus(start, step));
        }
        return new TimeSeries(start, frequency, frequency.seasonLength(), values.clone(), Regressors.none());
    }

    /**
     * A series from stamped values in any order, whose grid must be complete.
     *
     * @param frequency the distance between two stamps
     * @param stamped the values by stamp, {@code NaN} where missing
     * @return the series, from the earliest stamp to the latest
     * @throws InvalidDataException if it is empty, a stamp lies off the grid, or a step between two stamps is absent; see
     *     {@link #ofStampsWithGaps}
     */
    public static TimeSeries ofStamps(Frequency frequency, Map<LocalDateTime, Double> stamped) {
        TimeSeries series = ofStampsWithGaps(frequency, stamped);
        int absent = series.length() - stamped.size();
        if (absent > 0) {
            throw new InvalidDataException("the series lacks " + absent + " of " + series.length() + " " + frequency
                    + " stamps, the first at " + series.firstAbsent(stamped)
                    + ". Maybe call ofStampsWithGaps, which makes them missing values.");
        }
        return series;
    }

    /**
     * A series from stamped values in any order, where an absent step becomes a missing value.
     *
     * @param frequency the distance between two stamps
     * @param stamped the values by stamp, {@code NaN} where missing
     * @return the series, from the earliest stamp to the latest
     * @throws InvalidDataException if it is empty, or a stamp lies off the grid
     */
    public static TimeSeries ofStampsWithGaps(Frequency frequency, Map<LocalDateTime, Double> stamped) {
        if (stamped.isEmpty()) {
            throw new InvalidDataException("the series is empty: give at least one stamped value");
        }
        SortedMap<LocalDateTime, Double> sorted = new TreeMap<>(stamped);
        LocalDateTime start = sorted.firstKey();
        double[] values = new double[stepOf(frequency, start, sorted.lastKey()) + 1];
        Arrays.fill(values, Double.NaN);
        sorted.forEach((stamp, value) -> values[stepOf(frequency, start, stamp)] = value);
        return of(frequency, start, values);
    }

    /**
     * A series from parallel stamps and values in any order, as they stand in a table; the grid must be complete.
     *
     * @param frequency the distance between two stamps
     * @param stamps the stamps, each once
     * @param values the values, as many as stamps
     * @return the series, from the earliest stamp to the latest
     * @throws InvalidDataException if a stamp stands twice, lies off the grid, or a step is absent
     */
    public static TimeSeries ofColumns(Frequency frequency, LocalDateTime[] stamps, double[] values) {
        if (stamps.length != values.length) {
            throw new IllegalArgumentException(
                    stamps.length + " stamps stand beside " + values.length + " values: give one value for each stamp");
        }
        Map<LocalDateTime, Double> stamped = new TreeMap<>();
        for (int row = 0; row < stamps.length; row++) {
            if (stamped.putIfAbsent(stamps[row], values[row]) != null) {
                throw new InvalidDataException("the stamp " + stamps[row] + " stands twice, again at row " + row
                        + ": aggregate or drop the duplicates before");
            }
        }
        return ofStamps(frequency, stamped);
    }

    /**
     * A series from points in time of one zone, where an absent step becomes a missing value. Hours are laid out in UTC, where the
     * day on which clocks change has 24 of them, too; days and longer steps by the zone's calendar, so that days of 23 and 25 hours are
     * one step each.
     *
     * @param frequency the distance between two values
     * @param zone whose calendar counts days, weeks, months, quarters and years
     * @param stamped the values by the point in time, {@code NaN} where missing; all at the same time of day but for hours
     * @return the series, from the earliest point to the latest
     * @throws InvalidDataException if it is empty, or a point lies off the grid
     */
    public static TimeSeries ofInstants(Frequency frequency, ZoneId zone, Map<Instant, Double> stamped) {
        ZoneId calendar = frequency == Frequency.HOUR ? ZoneOffset.UTC : zone;
        SortedMap<LocalDateTime, Double> local = new TreeMap<>();
        new TreeMap<>(stamped).forEach((instant, value) -> {
            LocalDateTime stamp = LocalDateTime.ofInstant(instant, calendar);
            if (local.putIfAbsent(stamp, value) != null) {
                throw new InvalidDataException(
                        "the local time " + stamp + " in " + zone + " stands twice, the second time at " + instant
                                + ", for clocks were put back. Maybe the frequency is HOUR.");
            }
        });
        return ofStampsWithGaps(frequency, local);
    }

    private static int stepOf(Frequency frequency, LocalDateTime start, LocalDateTime stamp) {
        try {
            return Math.toIntExact(frequency.stepsBetween(start, stamp));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidDataException("the series is not regular: " + e.getMessage(), e);
        }
    }

    private static void requireUsable(double value, LocalDateTime stamp) {
        if (Double.isInfinite(value)) {
            throw new InvalidDataException(
                    "the value at " + stamp + " is " + value + ": give a finite number, or NaN for a missing one");
        }
    }

    private LocalDateTime firstAbsent(Map<LocalDateTime, Double> stamped) {
        for (int step = 0; step < values.length; step++) {
            if (!stamped.containsKey(stamp(step))) {
                return stamp(step);
            }
        }
        throw new IllegalStateException("no stamp is absent");
    }

    /**
     * The same series with another season length.
     *
     * @param steps the number of steps in a season, 1 for none
     * @return the copy
     */
    public TimeSeries withSeasonLength(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("the season length is " + steps + ": give 1 (no season) or more");
        }
        return new TimeSeries(start, frequency, steps, values, regressors);
    }

    /**
     * The same series with exogenous columns in place of its own.
     *
     * @param columns the columns, as long as the series
     * @return the copy
     */
    public TimeSeries withRegressors(Regressors columns) {
        if (!columns.isEmpty() && columns.length() != values.length) {
            throw new IllegalArgumentException("the regressors " + columns.names() + " have " + columns.length()
                    + " values, but the series has " + values.length);
        }
        return new TimeSeries(start, frequency, seasonLength, values, columns);
    }

    /**
     * The steps of a range, with their regressors.
     *
     * @param from the first step, from 0
     * @param to one past the last step
     * @return the shorter series
     */
    public TimeSeries slice(int from, int to) {
        if (from < 0 || to > values.length || from >= to) {
            throw new IllegalArgumentException(
                    "the range " + from + " to " + to + " is empty or outside the " + values.length + " steps");
        }
        return new TimeSeries(
                stamp(from), frequency, seasonLength, Arrays.copyOfRange(values, from, to), regressors.slice(from, to));
    }

    /**
     * This series and the steps that follow it.
     *
     * @param next the steps after the end, of the same frequency and with the same regressors; its season length is ignored
     * @return the longer series
     * @throws IllegalArgumentException if {@code next} does not start where this series ends, or differs in kind
     */
    public TimeSeries append(TimeSeries next) {
        if (next.frequency != frequency || !next.start.equals(stamp(values.length))) {
            throw new IllegalArgumentException("the next " + frequency + " step is " + stamp(values.length) + ", but a "
                    + next.frequency + " series from " + next.start + " is given");
        }
        double[] all = Arrays.copyOf(values, values.length + next.values.length);
        System.arraycopy(next.values, 0, all, values.length, next.values.length);
        return new TimeSeries(start, frequency, seasonLength, all, regressors.append(next.regressors));
    }

    /**
     * The number of steps, missing ones counted.
     *
     * @return at least 1
     */
    public int length() {
        return values.length;
    }

    /**
     * The number of steps whose value is missing.
     *
     * @return 0 to {@link #length()}
     */
    public int missing() {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 1 : 0;
        }
        return count;
    }

    /**
     * The value of a step.
     *
     * @param step the step, from 0
     * @return the value, {@code NaN} if missing
     */
    public double value(int step) {
        return values[step];
    }

    /**
     * All values.
     *
     * @return a copy, {@code NaN} where missing
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The stamp of a step; a step past the end gives the stamp that it would have.
     *
     * @param step the step, from 0
     * @return its stamp
     */
    public LocalDateTime stamp(int step) {
        return frequency.plus(start, step);
    }

    /**
     * The stamp of the first step.
     *
     * @return the stamp
     */
    public LocalDateTime start() {
        return start;
    }

    /**
     * The distance between two steps.
     *
     * @return the frequency
     */
    public Frequency frequency() {
        return frequency;
    }

    /**
     * The number of steps in a season.
     *
     * @return 1 where there is none
     */
    public int seasonLength() {
        return seasonLength;
    }

    /**
     * The exogenous columns.
     *
     * @return the columns, perhaps none
     */
    public Regressors regressors() {
        return regressors;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeries that
                && start.equals(that.start)
                && frequency == that.frequency
                && seasonLength == that.seasonLength
                && Arrays.equals(values, that.values)
                && regressors.equals(that.regressors);
    }

    @Override
    public int hashCode() {
        return 31 * start.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "TimeSeries of " + values.length + " " + frequency + " steps from " + start + " (season " + seasonLength
                + ", " + missing() + " missing)";
    }
}
