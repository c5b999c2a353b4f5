package io.mlpipeline.api.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The positions of a series along the x axis of a {@link LineChart}: numbers, or points in time. Immutable.
 *
 * <p>Positions ascend; equal neighbours are allowed. Time is read and labelled in UTC.
 */
public final class XValues {
    private static final double SECONDS_OF_DAY = 86_400;
    private static final double SECONDS_OF_10_000_YEARS = 3.2e11;

    private final boolean time;
    private final double[] values;

    private XValues(boolean time, double[] values) {
        this.time = time;
        this.values = values;
        for (int i = 0; i < values.length; i++) {
            checkAt(i);
        }
    }

    /**
     * Positions on a numeric axis.
     *
     * @param values finite, ascending
     * @return a copy
     * @throws IllegalArgumentException if a value is not finite or below the one before
     */
    public static XValues numbers(double... values) {
        return new XValues(false, values.clone());
    }

    /**
     * Days on a time axis.
     *
     * @param dates ascending
     * @return a copy
     * @throws IllegalArgumentException if a date is before the one before it in the list
     */
    public static XValues dates(List<LocalDate> dates) {
        return epochDays(dates.stream().mapToLong(LocalDate::toEpochDay).toArray());
    }

    /**
     * Days on a time axis.
     *
     * @param days days since 1970-01-01, ascending
     * @return a copy
     * @throws IllegalArgumentException if a day is before the one before it in the array
     */
    public static XValues epochDays(long... days) {
        return new XValues(
                true,
                Arrays.stream(days).mapToDouble(day -> day * SECONDS_OF_DAY).toArray());
    }

    /**
     * Instants on a time axis.
     *
     * @param instants ascending
     * @return a copy
     * @throws IllegalArgumentException if an instant is before the one before it in the list
     */
    public static XValues instants(List<Instant> instants) {
        return new XValues(
                true,
                instants.stream()
                        .mapToDouble(each -> each.getEpochSecond() + each.getNano() / 1e9)
                        .toArray());
    }

    /**
     * The number of positions.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    boolean isTime() {
        return time;
    }

    boolean isWholeDays() {
        return time && Arrays.stream(values).allMatch(value -> value % SECONDS_OF_DAY == 0);
    }

    /** A number, or seconds since 1970-01-01T00:00Z. */
    double at(int index) {
        return values[index];
    }

    private void checkAt(int index) {
        double value = values[index];
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("x values must be finite, got " + value + " at index " + index);
        }
        if (time && Math.abs(value) > SECONDS_OF_10_000_YEARS) {
            throw new IllegalArgumentException("x values in time must be within 10,000 years of 1970, got " + value
                    + " s at index " + index + ". Maybe the value is missing");
        }
        if (index > 0 && value < values[index - 1]) {
            throw new IllegalArgumentException("x values must ascend, got " + value + " at index " + index + " after "
                    + values[index - 1] + ". Sort the series first");
        }
    }
}
