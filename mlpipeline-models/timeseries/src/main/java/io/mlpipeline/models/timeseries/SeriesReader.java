package io.mlpipeline.models.timeseries;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the series of a table: one for each combination of key values, such as shop and item. Stamps of type
 * {@link ColumnType#TIMESTAMP} are read in UTC. Immutable and thread-safe.
 */
public final class SeriesReader {
    private static final long MICROS = 1_000_000L;

    private final Frequency frequency;
    private final String time;
    private final String value;
    private final List<String> keys;
    private final Gaps gaps;
    private final @Nullable LocalDateTime end;

    private SeriesReader(
            Frequency frequency, String time, String value, List<String> keys, Gaps gaps, @Nullable LocalDateTime end) {
        this.frequency = frequency;
        this.time = time;
        this.value = value;
        this.keys = keys;
        this.gaps = gaps;
        this.end = end;
    }

    /** What a step without row means. */
    public enum Gaps {
        /** A mistake: reading fails. */
        REFUSE,
        /** A missing value. */
        MISSING,
        /** The value 0, as with sales; every series then runs to the latest stamp of the table. */
        ZERO
    }

    /**
     * A reader of one series without keys, which refuses gaps.
     *
     * @param frequency the distance between two steps
     * @param time the column of the stamps, a date or a timestamp
     * @param value the column of the values, a number or an integer
     * @return the reader
     */
    public static SeriesReader of(Frequency frequency, String time, String value) {
        return new SeriesReader(frequency, time, value, List.of(), Gaps.REFUSE, null);
    }

    /**
     * The same reader with a series for each combination of key values.
     *
     * @param columns the key columns, which hold texts, integers or booleans
     * @return the copy
     */
    public SeriesReader withKeys(String... columns) {
        return new SeriesReader(frequency, time, value, List.of(columns), gaps, end);
    }

    /**
     * The same reader with another meaning of absent steps.
     *
     * @param meaning what a step without row means
     * @return the copy
     */
    public SeriesReader withGaps(Gaps meaning) {
        return new SeriesReader(frequency, time, value, keys, meaning, end);
    }

    /**
     * The same reader for a part of a larger table.
     *
     * @param latest the latest stamp of the whole table, to which every series runs where absent steps are 0
     * @return the copy
     */
    public SeriesReader withEnd(LocalDateTime latest) {
        return new SeriesReader(frequency, time, value, keys, gaps, latest);
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
     * What a step without row means.
     *
     * @return the meaning
     */
    public Gaps gaps() {
        return gaps;
    }

    /**
     * The key columns.
     *
     * @return their names, perhaps none, unmodifiable
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * The column of the stamps.
     *
     * @return its name
     */
    public String time() {
        return time;
    }

    /**
     * The column of the values.
     *
     * @return its name
     */
    public String value() {
        return value;
    }

    /**
     * Reads all series.
     *
     * @param frame the table, its rows in any order
     * @return the series by key values, in the order in which their keys first appear, unmodifiable
     * @throws IllegalArgumentException if a column is absent or of a type that does not serve
     * @throws InvalidDataException if the table is empty, a stamp or a key is missing, a stamp stands twice in a series or off its
     *     grid, or a step is absent that must not be
     */
    public Map<List<String>, TimeSeries> read(Frame frame) {
        return read(frame, (key, failure) -> {
            throw failure;
        });
    }

    /**
     * Reads the series that can be read and reports the others.
     *
     * @param frame the table, its rows in any order
     * @param failures is told the key of a series that cannot be read, and why
     * @return the other series by key values, in the order in which their keys first appear, unmodifiable
     * @throws IllegalArgumentException if a column is absent or of a type that does not serve
     * @throws InvalidDataException if the table is empty or a key is missing
     */
    public Map<List<String>, TimeSeries> read(
            Frame frame, BiConsumer<? super List<String>, ? super InvalidDataException> failures) {
        check(frame.schema());
        Map<List<String>, InvalidDataException> failed = new LinkedHashMap<>();
        Map<List<String>, SortedMap<LocalDateTime, Double>> stamped = collect(frame, failed);
        if (stamped.isEmpty()) {
            throw new InvalidDataException("the table has no row: there is no series to read");
        }
        LocalDateTime last = end == null ? latest(stamped) : end;
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        stamped.forEach((key, values) -> {
            InvalidDataException failure = failed.get(key);
            try {
                if (failure == null) {
                    series.put(key, series(key, values, last));
                }
            } catch (InvalidDataException e) {
                failure = e;
            }
            if (failure != null) {
                failures.accept(key, failure);
            }
        });
        return Collections.unmodifiableMap(series);
    }

    private static LocalDateTime latest(Map<List<String>, SortedMap<LocalDateTime, Double>> stamped) {
        return stamped.values().stream()
                .filter(values -> !values.isEmpty())
                .map(SortedMap::lastKey)
                .max(LocalDateTime::compareTo)
                .orElse(LocalDateTime.MIN);
    }

    private void check(Schema schema) {
        ColumnType stampType = schema.typeOf(time);
        if (stampType != ColumnType.DATE && stampType != ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException(
                    "the time column '" + time + "' is " + stampType + ": give a DATE or a TIMESTAMP");
        }
        ColumnType valueType = schema.typeOf(value);
        if (valueType != ColumnType.NUMBER && valueType != ColumnType.INTEGER) {
            throw new IllegalArgumentException(
                    "the value column '" + value + "' is " + valueType + ": give a NUMBER or an INTEGER");
        }
        for (String key : keys) {
            if (schema.typeOf(key) == ColumnType.NUMBER) {
                throw new IllegalArgumentException("the key column '" + key + "' is NUMBER: give texts or integers");
            }
        }
    }

    private Map<List<String>, SortedMap<LocalDateTime, Double>> collect(
            Frame frame, Map<List<String>, InvalidDataException> failed) {
        Map<List<String>, SortedMap<LocalDateTime, Double>> stamped = new LinkedHashMap<>();
        for (int i = 0; i < frame.size(); i++) {
            Row row = frame.row(i);
            List<String> key = key(row, i);
            SortedMap<LocalDateTime, Double> values = stamped.computeIfAbsent(key, absent -> new TreeMap<>());
            try {
                add(row, i, key, values);
            } catch (InvalidDataException e) {
                failed.putIfAbsent(key, e);
            }
        }
        return stamped;
    }

    private void add(Row row, int position, List<String> key, SortedMap<LocalDateTime, Double> values) {
        LocalDateTime stamp = stamp(row, position);
        double number = row.number(row.schema().indexOf(value));
        if (values.putIfAbsent(stamp, number) != null) {
            throw new InvalidDataException("the stamp " + stamp + name(key) + " stands twice, again at row " + position
                    + ": aggregate or drop the duplicates before");
        }
    }

    private List<String> key(Row row, int position) {
        return keys.stream().map(column -> text(row, column, position)).toList();
    }

    private static String text(Row row, String column, int position) {
        int index = present(row, column, position);
        return row.schema().typeOf(column) == ColumnType.TEXT
                ? String.valueOf(row.text(index))
                : Long.toString(row.integer(index));
    }

    private LocalDateTime stamp(Row row, int position) {
        long count = row.integer(present(row, time, position));
        if (row.schema().typeOf(time) == ColumnType.DATE) {
            return LocalDate.ofEpochDay(count).atStartOfDay();
        }
        int nanos = Math.toIntExact(Math.floorMod(count, MICROS) * 1000);
        return LocalDateTime.ofEpochSecond(Math.floorDiv(count, MICROS), nanos, ZoneOffset.UTC);
    }

    private static int present(Row row, String column, int position) {
        int index = row.schema().indexOf(column);
        if (row.isMissing(index)) {
            throw new InvalidDataException(
                    "'" + column + "' is missing at row " + position + ": fill it or drop the row before");
        }
        return index;
    }

    private TimeSeries series(List<String> key, SortedMap<LocalDateTime, Double> stamped, LocalDateTime last) {
        try {
            return switch (gaps) {
                case REFUSE -> TimeSeries.ofStamps(frequency, stamped);
                case MISSING -> TimeSeries.ofStampsWithGaps(frequency, stamped);
                case ZERO -> filled(stamped, last);
            };
        } catch (InvalidDataException e) {
            throw new InvalidDataException(e.getMessage() + name(key), e);
        }
    }

    private TimeSeries filled(SortedMap<LocalDateTime, Double> stamped, LocalDateTime last) {
        SortedMap<LocalDateTime, Double> all = new TreeMap<>(stamped);
        LocalDateTime start = stamped.firstKey();
        LocalDateTime stamp = start;
        for (int step = 1; !stamp.isAfter(last); step++) {
            all.putIfAbsent(stamp, 0.0);
            stamp = frequency.plus(start, step);
        }
        return TimeSeries.ofStamps(frequency, all);
    }

    private static String name(List<String> key) {
        return key.isEmpty() ? "" : " of " + key;
    }

    @Override
    public String toString() {
        return "SeriesReader of " + value + " by " + time + " and " + keys;
    }
}
