package io.mlpipeline.etl.features;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.Arrays;
import java.util.List;

/**
 * The past of one series: times and the numeric columns that windows read. Immutable and safe for use by many threads.
 *
 * <p>Times count in the unit of the time column: epoch days for a date, epoch microseconds for a timestamp.
 */
public final class Series {
    private final String key;
    private final List<String> columns;
    private final long[] times;
    private final double[][] values;

    private Series(String key, List<String> columns, long[] times, double[][] values) {
        this.key = key;
        this.columns = columns;
        this.times = times;
        this.values = values;
    }

    /**
     * Creates a series.
     *
     * @param key the series' key, as {@link FittedFeatures#keyOf} gives it
     * @param columns the names of the columns
     * @param times the times, strictly ascending
     * @param values for each column one value a time; {@code NaN} means missing
     * @return the series
     * @throws InvalidDataException if times are not strictly ascending
     * @throws IllegalArgumentException if the sizes do not fit together
     */
    public static Series of(String key, List<String> columns, long[] times, double[][] values) {
        if (values.length != columns.size() || Arrays.stream(values).anyMatch(each -> each.length != times.length)) {
            throw new IllegalArgumentException("Series '" + key + "': " + columns.size() + " columns and "
                    + times.length + " times need as many arrays of that many values");
        }
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                throw notAscending(key, times[i - 1], times[i]);
            }
        }
        return new Series(
                key,
                List.copyOf(columns),
                times.clone(),
                Arrays.stream(values).map(double[]::clone).toArray(double[][]::new));
    }

    static InvalidDataException notAscending(String key, long before, long time) {
        return new InvalidDataException("Series '" + key + "' has time " + time + " after " + before
                + "; times must be strictly ascending. Aggregate or remove duplicate rows of one key and time");
    }

    static Series empty(String key, List<String> columns) {
        return new Series(key, columns, new long[0], new double[columns.size()][0]);
    }

    /**
     * The series' key.
     *
     * @return the key
     */
    public String key() {
        return key;
    }

    /**
     * The names of the columns.
     *
     * @return an immutable list
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * The number of times.
     *
     * @return 0 or more
     */
    public int size() {
        return times.length;
    }

    /**
     * A time.
     *
     * @param position 0 to {@code size() - 1}, ascending
     * @return the time in the unit of the time column
     */
    public long time(int position) {
        return times[position];
    }

    /**
     * A value.
     *
     * @param column a position in {@link #columns()}
     * @param position 0 to {@code size() - 1}
     * @return the value; {@code NaN} means missing
     */
    public double value(int column, int position) {
        return values[column][position];
    }

    /**
     * The part of the series in a range of time.
     *
     * @param from the first time
     * @param to the last time, inclusive
     * @return a series that holds only those times
     */
    public Series between(long from, long to) {
        int first = from == Long.MIN_VALUE ? 0 : countAtMost(from - 1);
        int end = Math.max(first, countAtMost(to));
        return new Series(
                key,
                columns,
                Arrays.copyOfRange(times, first, end),
                Arrays.stream(values)
                        .map(each -> Arrays.copyOfRange(each, first, end))
                        .toArray(double[][]::new));
    }

    /** How many times are at most the given one. */
    int countAtMost(long time) {
        int position = Arrays.binarySearch(times, time);
        return position >= 0 ? position + 1 : -position - 1;
    }

    /** The times, shared: not to be changed. */
    long[] times() {
        return times;
    }

    /** The values of a column, shared: not to be changed. */
    double[] values(int column) {
        return values[column];
    }

    @Override
    public String toString() {
        return "Series(" + key + ", " + times.length + " times, " + columns + ")";
    }
}
