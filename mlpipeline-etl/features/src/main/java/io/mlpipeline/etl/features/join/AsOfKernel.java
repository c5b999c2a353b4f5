package io.mlpipeline.etl.features.join;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.TimeAxis;
import io.mlpipeline.etl.features.series.RowOrder;
import java.util.Comparator;
import java.util.List;

/**
 * Joins the events and feature rows of each key in one pass and constant memory: what both engines run.
 *
 * <p>For each key call {@link #nextKey()}, or hold what is {@linkplain #known() known} of it; then hand over its events in the
 * order of their time, and before each event the feature rows that are {@linkplain #availableAt available} up to that time, in
 * that order. It is enough to sort by
 * {@code availableAt} because a row is known exactly from the later of its time and its creation time on: the best known row
 * only ever changes when another becomes available. Not thread-safe.
 */
public final class AsOfKernel {
    private final Schema schema;
    private final int events;
    private final int eventTime;
    private final int time;
    private final int created;
    private final int[] values;
    private final int matchedTime;
    private final long ttl;
    private final Comparator<Row> byValues;
    private final Schema features;
    private final RowBuffer joined;
    private final Known current;

    AsOfKernel(AsOfJoin join, Schema events, Schema features) {
        List<String> columns = join.columnsOf(features);
        this.schema = join.schemaOver(events, features);
        this.events = events.size();
        this.eventTime = events.indexOf(join.eventTime());
        this.time = features.indexOf(join.featureTime());
        this.created = join.created().map(features::indexOf).orElse(time);
        this.values = columns.stream().mapToInt(features::indexOf).toArray();
        this.matchedTime = join.hasMatchedTime() ? schema.size() - 1 : -1;
        this.ttl = join.ttl()
                .map(TimeAxis.of(events.typeOf(join.eventTime()))::units)
                .orElse(Long.MAX_VALUE);
        this.byValues = RowOrder.by(columns.toArray(String[]::new)).comparator(features);
        this.features = features;
        this.current = new Known(features);
        this.joined = RowBuffer.of(schema);
    }

    /**
     * The layout of the joined rows.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * From when on a feature row is known.
     *
     * @param feature a feature row
     * @return a time in the unit of the time columns, or {@link ColumnType#MISSING_INTEGER} if it never is
     */
    public long availableAt(Row feature) {
        long at = feature.integer(time);
        long known = feature.integer(created);
        boolean isNever = at == ColumnType.MISSING_INTEGER || known == ColumnType.MISSING_INTEGER;
        return isNever ? ColumnType.MISSING_INTEGER : Math.max(at, known);
    }

    /** What is known of one key: the best of its feature rows so far. */
    public static final class Known {
        private final RowBuffer best;
        private boolean isFound;
        private long time;
        private long created;

        private Known(Schema features) {
            this.best = RowBuffer.of(features);
        }
    }

    /**
     * Begins another key, for an engine whose keys come mixed.
     *
     * @return what is known of a key without feature rows
     */
    public Known known() {
        return new Known(features);
    }

    /** Forgets the rows so far: what follows has another key. */
    public void nextKey() {
        current.isFound = false;
    }

    /**
     * Takes note of the next available feature row of the current key.
     *
     * @param feature a feature row that is available at some time; copied
     */
    public void offer(Row feature) {
        offer(feature, current);
    }

    /**
     * Takes note of the next available feature row of a key.
     *
     * @param feature a feature row that is available at some time; copied
     * @param known what is known of its key
     */
    public void offer(Row feature, Known known) {
        long at = feature.integer(time);
        long knownFrom = feature.integer(created);
        if (!known.isFound || isBetter(at, knownFrom, feature, known)) {
            known.isFound = true;
            known.time = at;
            known.created = knownFrom;
            for (int value : values) {
                known.best.copyValue(feature, value, value);
            }
        }
    }

    private boolean isBetter(long at, long knownFrom, Row feature, Known known) {
        if (at != known.time) {
            return at > known.time;
        }
        return knownFrom == known.created ? byValues.compare(feature, known.best) > 0 : knownFrom > known.created;
    }

    /**
     * Joins an event with the best of the current key's rows so far.
     *
     * @param event an event
     * @return the event's columns and the joined ones; the same object again and again
     */
    public Row join(Row event) {
        return join(event, current);
    }

    /**
     * Joins an event with the best of its key's rows so far.
     *
     * @param event an event
     * @param known what is known of its key
     * @return the event's columns and the joined ones; the same object again and again
     */
    public Row join(Row event, Known known) {
        for (int i = 0; i < events; i++) {
            joined.copyValue(event, i, i);
        }
        boolean isTaken = known.isFound && isAlive(event.integer(eventTime), known.time);
        for (int i = 0; i < values.length; i++) {
            if (isTaken) {
                joined.copyValue(known.best, values[i], events + i);
            } else {
                joined.setMissing(events + i);
            }
        }
        if (matchedTime >= 0) {
            joined.setInteger(matchedTime, isTaken ? known.time : ColumnType.MISSING_INTEGER);
        }
        return joined;
    }

    private boolean isAlive(long now, long since) {
        // Times far apart may overflow, and then the row is far too old for any limit that there is.
        long age = now - since;
        return now != ColumnType.MISSING_INTEGER && (ttl == Long.MAX_VALUE || (age >= 0 && age <= ttl));
    }
}
