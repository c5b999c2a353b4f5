package io.mlpipeline.etl.features.series;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns transactions into one row a key and calendar day, without gaps.
 *
 * <pre>{@code
 * Resampling.daily("day")
 *     .key("item")
 *     .time("sold_at", ZoneId.of("Europe/London"))
 *     .sum("quantity", "units").fillMissing("units", 0)
 *     .mean("price", "price").carryForward("price")
 *     .build();
 * }</pre>
 *
 * <p>A key's series runs from its own first day to the last day of the whole data, so that an item that stopped selling
 * shows as zeros and not as an end, unless {@linkplain Builder#observedDays() only observed days} are wanted. Sums and means are exact and rounded once: they depend on the values alone, not on
 * their order. Values that are missing, infinite or above 1e150 in magnitude are left out. Immutable and safe for use by
 * many threads.
 */
public final class Resampling implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String day;
    private final List<String> keys;
    private final String time;
    private final @Nullable ZoneId zone;
    private final List<Aggregate> aggregates;
    private final boolean sparse;

    private Resampling(Builder builder) {
        this.day = builder.day;
        this.keys = List.copyOf(builder.keys);
        this.time = builder.time;
        this.zone = builder.zone;
        this.aggregates = List.copyOf(builder.aggregates);
        this.sparse = builder.sparse;
    }

    /**
     * Starts a resampling by calendar day.
     *
     * @param day the name of the resulting date column
     * @return a builder
     */
    public static Builder daily(String day) {
        return new Builder(day);
    }

    /**
     * The layout of the result: the keys, the day, the aggregates as numbers.
     *
     * @param rows the schema of the transactions
     * @return the schema of the series
     * @throws IllegalArgumentException if a column is unknown or of a type that does not fit
     */
    public Schema schemaOver(Schema rows) {
        requireTime(rows.typeOf(time));
        Schema.Builder schema = Schema.builder();
        keys.forEach(key -> schema.add(key, keyType(key, rows.typeOf(key))));
        schema.date(day);
        for (Aggregate each : aggregates) {
            if (rows.typeOf(each.column()) == ColumnType.TEXT) {
                throw new IllegalArgumentException("Column '" + each.column() + "' is text and has no "
                        + each.aggregation() + "; count it as a number");
            }
            schema.number(each.name());
        }
        return schema.build();
    }

    private static ColumnType keyType(String key, ColumnType type) {
        if (type == ColumnType.NUMBER) {
            throw new IllegalArgumentException("Key '" + key + "' is a decimal number; read it as text or integer");
        }
        return type;
    }

    private void requireTime(ColumnType type) {
        boolean fits = zone == null ? type == ColumnType.DATE : type == ColumnType.TIMESTAMP;
        if (!fits) {
            throw new IllegalArgumentException("Time column '" + time + "' holds " + type
                    + "; a timestamp needs a zone, " + "time(column, zone), and a date has none, time(column)");
        }
    }

    /**
     * The names of the key columns.
     *
     * @return possibly none
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * The column of days in the result.
     *
     * @return its name
     */
    public String day() {
        return day;
    }

    /**
     * The column that orders the transactions.
     *
     * @return its name
     */
    public String time() {
        return time;
    }

    /**
     * The day that a time belongs to.
     *
     * @param value a value of the time column, not missing
     * @return the epoch day, in the zone of this resampling if the column holds timestamps
     */
    public long dayOf(long value) {
        if (zone == null) {
            return value;
        }
        long second = Math.floorDiv(value, 1_000_000L);
        int offset = zone instanceof ZoneOffset fixed
                ? fixed.getTotalSeconds()
                : zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        return Math.floorDiv(second + offset, 86_400L);
    }

    /**
     * Resamples a stream, one key after the other, in constant memory.
     *
     * @param rows transactions, rows of one key together and in the order of time; a row need not stay as it is once the next
     *     is asked for
     * @param schema their schema
     * @param last the last day of the whole data
     * @return the series; the same row object again and again
     * @throws io.mlpipeline.api.error.InvalidDataException while iterating, if a key or time is missing
     * @throws IllegalStateException while iterating, if the rows are not in order
     */
    public Iterator<Row> resample(Iterator<? extends Row> rows, Schema schema, LocalDate last) {
        return new DailySeries(this, rows, schema, last.toEpochDay());
    }

    /**
     * Resamples a frame.
     *
     * @param rows transactions in any order
     * @return the series, in the order of key and day; empty if there is no row
     * @throws io.mlpipeline.api.error.InvalidDataException if a key or time is missing
     */
    public Frame resample(Frame rows) {
        Frame.Builder series = Frame.builder(schemaOver(rows.schema()));
        if (rows.size() == 0) {
            return series.build();
        }
        String[] order = Stream.concat(keys.stream(), Stream.of(time)).toArray(String[]::new);
        Frame sorted = RowOrder.by(order).sort(rows);
        int position = rows.schema().indexOf(time);
        long last = Long.MIN_VALUE;
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            last = Math.max(last, row.integer(position));
        }
        LocalDate lastDay = last == ColumnType.MISSING_INTEGER ? LocalDate.EPOCH : LocalDate.ofEpochDay(dayOf(last));
        resample(iterator(sorted), rows.schema(), lastDay).forEachRemaining(series::add);
        return series.build();
    }

    private static Iterator<Row> iterator(Frame frame) {
        Frame.Cursor cursor = frame.cursor();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.position() + 1 < frame.size();
            }

            @Override
            public Row next() {
                if (!cursor.next()) {
                    throw new NoSuchElementException();
                }
                return cursor;
            }
        };
    }

    List<Aggregate> aggregates() {
        return aggregates;
    }

    /**
     * Whether days without transactions are left out, so that a row depends on the transactions of its own day alone.
     *
     * @return true after {@link Builder#observedDays()}
     */
    public boolean isSparse() {
        return sparse;
    }

    /** All parts, the same text for an equal resampling. */
    @Override
    public String toString() {
        return "Resampling(" + day + " of " + time + (zone == null ? "" : " in " + zone) + " by " + keys + ": "
                + aggregates + (sparse ? ", observed days)" : ")");
    }

    /** Collects the parts of a resampling. Not thread-safe. */
    public static final class Builder {
        private final String day;
        private final List<String> keys = new ArrayList<>();
        private final List<Aggregate> aggregates = new ArrayList<>();
        private String time = "";
        private @Nullable ZoneId zone;
        private boolean sparse;

        private Builder(String day) {
            this.day = day;
        }

        /**
         * Makes one series for each value of the given columns.
         *
         * @param columns text, integer, boolean or date columns; without this call all rows are one series
         * @return this builder
         */
        public Builder key(String... columns) {
            if (!keys.isEmpty()) {
                throw new IllegalStateException("key is set twice: " + keys + " and " + List.of(columns));
            }
            keys.addAll(List.of(columns));
            return this;
        }

        /**
         * Names the column of instants.
         *
         * @param column a timestamp column
         * @param zoneOfDay the zone whose midnight separates the days
         * @return this builder
         */
        public Builder time(String column, ZoneId zoneOfDay) {
            time(column);
            zone = zoneOfDay;
            return this;
        }

        /**
         * Names the column of days.
         *
         * @param column a date column
         * @return this builder
         */
        public Builder time(String column) {
            if (!time.isEmpty()) {
                throw new IllegalStateException("time is set twice: '" + time + "' and '" + column + "'");
            }
            time = column;
            return this;
        }

        /**
         * Adds up a column.
         *
         * @param column a column that is not text
         * @param name the name of the result
         * @return this builder
         */
        public Builder sum(String column, String name) {
            return add(Aggregation.SUM, column, name);
        }

        /**
         * Averages a column over the day's transactions.
         *
         * @param column a column that is not text
         * @param name the name of the result
         * @return this builder
         */
        public Builder mean(String column, String name) {
            return add(Aggregation.MEAN, column, name);
        }

        /**
         * Takes the smallest value of a column.
         *
         * @param column a column that is not text
         * @param name the name of the result
         * @return this builder
         */
        public Builder min(String column, String name) {
            return add(Aggregation.MIN, column, name);
        }

        /**
         * Takes the largest value of a column.
         *
         * @param column a column that is not text
         * @param name the name of the result
         * @return this builder
         */
        public Builder max(String column, String name) {
            return add(Aggregation.MAX, column, name);
        }

        /**
         * Counts the values of a column.
         *
         * @param column a column that is not text
         * @param name the name of the result
         * @return this builder
         */
        public Builder count(String column, String name) {
            return add(Aggregation.COUNT, column, name);
        }

        private Builder add(Aggregation aggregation, String column, String name) {
            if (name.equals(day)
                    || aggregates.stream().anyMatch(each -> each.name().equals(name))) {
                throw new IllegalArgumentException("Two results are named '" + name + "'");
            }
            aggregates.add(Aggregate.of(aggregation, column, name));
            return this;
        }

        /**
         * Gives days without values a constant; without this call or {@link #carryForward} they have none.
         *
         * @param name an aggregate declared before
         * @param value the value, such as 0 for units sold
         * @return this builder
         */
        public Builder fillMissing(String name, double value) {
            return fill(name, Aggregate.Gap.CONSTANT, value);
        }

        /**
         * Gives days without values the value of the day before.
         *
         * @param name an aggregate declared before
         * @return this builder
         */
        public Builder carryForward(String name) {
            return fill(name, Aggregate.Gap.LAST, Double.NaN);
        }

        private Builder fill(String name, Aggregate.Gap gap, double value) {
            List<String> names = aggregates.stream().map(Aggregate::name).toList();
            int position = names.indexOf(name);
            if (position < 0) {
                throw new IllegalArgumentException("No result '" + name + "' to fill; so far there are " + names);
            }
            if (aggregates.get(position).gap() != Aggregate.Gap.MISSING) {
                throw new IllegalStateException("The gaps of '" + name + "' are filled twice");
            }
            aggregates.set(position, aggregates.get(position).filled(gap, value));
            return this;
        }

        /**
         * Leaves out days without transactions, where windows by the calendar need no row of their own. Each row then depends on
         * the transactions of its key and day alone, so that a day can be computed again without the days before it.
         *
         * @return this builder
         */
        public Builder observedDays() {
            sparse = true;
            return this;
        }

        /**
         * Builds the resampling; the builder may go on and build again.
         *
         * @return an immutable value
         * @throws IllegalStateException if there is no time or no aggregate
         */
        public Resampling build() {
            if (time.isEmpty() || aggregates.isEmpty()) {
                throw new IllegalStateException(
                        "A resampling needs a time and an aggregate: call time(..) and sum(..)");
            }
            if (sparse && aggregates.stream().anyMatch(each -> each.gap() == Aggregate.Gap.LAST)) {
                throw new IllegalStateException(
                        "carryForward(..) fills days that observedDays() leaves out; use one of the two");
            }
            return new Resampling(this);
        }
    }
}
