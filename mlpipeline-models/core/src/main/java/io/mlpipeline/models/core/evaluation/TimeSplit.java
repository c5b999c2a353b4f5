package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;

/**
 * Splits rows by time: what happened before a moment trains, what happened from then on tests. Immutable and safe for use by many
 * threads.
 *
 * <p>A gap keeps out of training what could not have been known when the test begins: with a forecast horizon of 7 days, the labels
 * of the last 7 days.
 *
 * @see Parts
 */
public final class TimeSplit {
    private final Instant start;
    private final Duration gap;

    private TimeSplit(Instant start, Duration gap) {
        this.start = start;
        this.gap = gap;
    }

    /**
     * Splits at the start of a day.
     *
     * @param day the first day of the test part, in UTC
     * @return a split without a gap
     */
    public static TimeSplit testFrom(LocalDate day) {
        return testFrom(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * Splits at a moment.
     *
     * @param start the first moment of the test part
     * @return a split without a gap
     */
    public static TimeSplit testFrom(Instant start) {
        return new TimeSplit(start, Duration.ZERO);
    }

    /**
     * This split with a time between both parts whose rows go to neither.
     *
     * @param length zero or longer
     * @return a new split
     */
    public TimeSplit gap(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("A gap cannot be negative, got " + length);
        }
        return new TimeSplit(start, length);
    }

    /**
     * Splits a set.
     *
     * @param rows rows with times
     * @return the rows before the gap, and those from the start of the test on
     * @throws InvalidDataException if a part would be empty; the message says what times there are
     */
    public Parts of(TrainingSet rows) {
        long testStart = micros(start);
        long trainEnd = micros(start.minus(gap));
        TrainingSet train = rows.where(row -> rows.time(row) < trainEnd);
        TrainingSet test = rows.where(row -> rows.time(row) >= testStart);
        if (train.size() == 0 || test.size() == 0) {
            throw new InvalidDataException("A split at " + start + " with a gap of " + gap + " leaves " + train.size()
                    + " rows to train and " + test.size() + " to test. " + timesOf(rows));
        }
        return new Parts(train, test);
    }

    /**
     * The rows of a frame that may train: those before the gap. Fit features on these alone, or what is learned from the test part,
     * such as a mean, leaks into training.
     *
     * @param rows rows with a time
     * @param timeColumn a column of dates, taken as the start of the day in UTC, or of timestamps
     * @return the rows before the gap, in order; a row without a time is not among them
     * @throws InvalidDataException if there is none
     * @throws IllegalArgumentException if there is no such column or it holds no time
     */
    public Frame trainingRows(Frame rows, String timeColumn) {
        int column = rows.schema().indexOf(timeColumn);
        long unit = microsPerUnit(rows.schema().column(column));
        long trainEnd = micros(start.minus(gap));
        Frame.Cursor cursor = rows.cursor();
        Frame before = rows.where(row -> {
            long time = cursor.moveTo(row).integer(column);
            return time != ColumnType.MISSING_INTEGER && time * unit < trainEnd;
        });
        if (before.size() == 0) {
            throw new InvalidDataException("No row of " + rows + " has a '" + timeColumn + "' before "
                    + start.minus(gap) + ", where training ends");
        }
        return before;
    }

    private static long microsPerUnit(Column column) {
        return switch (column.type()) {
            case DATE -> Duration.ofDays(1).toNanos() / 1000;
            case TIMESTAMP -> 1;
            default ->
                throw new IllegalArgumentException("Column '" + column.name() + "' holds " + column.type()
                        + ", but a split needs a DATE or TIMESTAMP");
        };
    }

    private static String timesOf(TrainingSet rows) {
        if (rows.size() == 0) {
            return "There are no rows at all";
        }
        long first = IntStream.range(0, rows.size()).mapToLong(rows::time).min().getAsLong();
        long last = IntStream.range(0, rows.size()).mapToLong(rows::time).max().getAsLong();
        return "The rows are from " + instant(first) + " to " + instant(last);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    @Override
    public String toString() {
        return "TimeSplit(test from " + start + ", gap " + gap + ")";
    }
}
