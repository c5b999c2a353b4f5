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

    private SeriesReader(Frequency frequency, String time, String value, List<String> keys, Gaps gaps) {
        this.frequency = frequency;
        this.time = time;
        this.value = value;
        this.keys = keys;
        this.gaps = gaps;
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
        return new SeriesReader(frequency, time, value, List.of(), Gaps.REFUSE);
    }

    /**
     * The same reader with a series for each combination of key values.
     *
     * @param columns the key columns, which hold texts, integers or booleans
     * @return the copy
     */
    public SeriesReader withKeys(String... columns) {
        return new SeriesReader(frequency, time, value, List.of(columns), gaps);
    }

    /**
     * The same reader with another meaning of absent steps.
     *
     * @param meaning what a step without row means
     * @return the copy
     */
    public SeriesReader withGaps(Gaps meaning) {
        return new SeriesReader(frequency, time, value, keys, meaning);
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
        check(frame.schema());
        Map<List<String>, SortedMap<LocalDateTime, Double>> stamped = collect(frame);
        if (stamped.isEmpty()) {
            throw new InvalidDataException("the table has no row: there is no series to read");
        }
        LocalDateTime last = stamped.values().stream()
                .map(SortedMap::lastKey)
                .max(LocalDateTime::compareTo)
                .orElseThrow();
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        stamped.forEach((key, values) -> series.put(key, series(key, values, last)));
        return Collections.unmodifiableMap(series);
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

    private Map<List<String>, SortedMap<LocalDateTime, Double>> collect(Frame frame) {
        Map<List<String>, SortedMap<LocalDateTime, Double>> stamped = new LinkedHashMap<>();
        for (int i = 0; i < frame.size(); i++) {
            Row row = frame.row(i);
            List<String> key = key(row, i);
            LocalDateTime stamp = stamp(row, i);
            double number = row.number(frame.schema().indexOf(value));
            if (stamped.computeIfAbsent(key, absent -> new TreeMap<>()).putIfAbsent(stamp, number) != null) {
                throw new InvalidDataException("the stamp " + stamp + name(key) + " stands twice, again at row " + i
                        + ": aggregate or drop the duplicates before");
            }
        }
        return stamped;
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
