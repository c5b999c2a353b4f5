package io.mlpipeline.etl.features.series;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.Moments;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Streams sorted transactions once and gives one row a key and day. */
final class DailySeries implements Iterator<Row> {
    private static final double LARGEST = 1e150;

    private final Resampling resampling;
    private final Iterator<? extends Row> rows;
    private final long lastDay;
    private final List<Aggregate> aggregates;
    private final int[] keys;
    private final int time;
    private final int[] columns;
    private final RowBuffer out;
    private @Nullable Row ahead;
    private boolean inSeries;
    private long day;

    DailySeries(Resampling resampling, Iterator<? extends Row> rows, Schema schema, long lastDay) {
        this.resampling = resampling;
        this.rows = rows;
        this.lastDay = lastDay;
        this.aggregates = resampling.aggregates();
        this.keys = resampling.keys().stream().mapToInt(schema::indexOf).toArray();
        this.time = schema.indexOf(resampling.time());
        this.columns = aggregates.stream()
                .mapToInt(each -> schema.indexOf(each.column()))
                .toArray();
        this.out = RowBuffer.of(resampling.schemaOver(schema));
        advance();
    }

    @Override
    public boolean hasNext() {
        return inSeries || ahead != null;
    }

    @Override
    public Row next() {
        if (inSeries) {
            day = ahead != null && resampling.isSparse() ? dayOf(ahead) : day + 1;
        } else if (ahead != null) {
            begin(ahead);
        } else {
            throw new NoSuchElementException();
        }
        out.setInteger(keys.length, day);
        aggregateDay();
        inSeries = (day < lastDay && !resampling.isSparse()) || isOfSeries();
        return out;
    }

    private void begin(Row first) {
        out.clear();
        for (int i = 0; i < keys.length; i++) {
            if (first.isMissing(keys[i])) {
                throw missing(resampling.keys().get(i), first);
            }
            out.copyValue(first, keys[i], i);
        }
        day = dayOf(first);
    }

    private void aggregateDay() {
        Moments[] values = new Moments[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Moments();
        }
        for (Row row = ahead; row != null && isOfSeries() && isOfDay(row); row = ahead) {
            for (int i = 0; i < values.length; i++) {
                double value = row.number(columns[i]);
                if (Math.abs(value) <= LARGEST) {
                    values[i].add(value);
                }
            }
            advance();
        }
        for (int i = 0; i < values.length; i++) {
            set(
                    keys.length + 1 + i,
                    aggregates.get(i),
                    aggregates.get(i).aggregation().of(values[i]));
        }
    }

    private void set(int position, Aggregate aggregate, double value) {
        if (!Double.isNaN(value)) {
            out.setNumber(position, value);
        } else if (aggregate.gap() != Aggregate.Gap.LAST) {
            out.setNumber(position, aggregate.fill());
        }
    }

    private boolean isOfDay(Row row) {
        long current = dayOf(row);
        if (current < day) {
            throw new IllegalStateException("Rows are not in the order of key and time: " + row);
        }
        return current == day;
    }

    /** Whether the row ahead continues the series in {@link #out}. */
    private boolean isOfSeries() {
        if (ahead == null) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            if (ahead.isMissing(keys[i]) || !isSame(ahead, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(Row row, int key) {
        return out.schema().column(key).type() == ColumnType.TEXT
                ? row.text(keys[key]).equals(out.text(key))
                : row.integer(keys[key]) == out.integer(key);
    }

    private long dayOf(Row row) {
        if (row.isMissing(time)) {
            throw missing(resampling.time(), row);
        }
        return resampling.dayOf(row.integer(time));
    }

    private static InvalidDataException missing(String column, Row row) {
        return new InvalidDataException("Column '" + column + "' is missing in " + row
                + "; a series needs it. Set such rows aside with notNull(\"" + column + "\")");
    }

    private void advance() {
        ahead = rows.hasNext() ? rows.next() : null;
    }
}
