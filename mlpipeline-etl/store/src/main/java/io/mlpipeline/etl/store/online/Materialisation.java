package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.series.RowOrder;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.offline.OfflineRun;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the newest values of a group online: for each entity those that a point-in-time join would find now.
 *
 * <p>Doing it again changes nothing, and an older run never replaces what a newer one brought. A row whose time or creation time is
 * ahead of the clock is left out until then, as is one with a part of its key missing. An entity that a later run no longer has
 * keeps its values; the time to live ends them. Not thread-safe.
 */
public final class Materialisation {
    private static final int BATCH = 1_000;

    private final FeatureGroup group;
    private final OnlineStore store;
    private final GroupTime time;
    private final Comparator<Row> byValues;
    private final RowCodec codec;
    private final EntityKeys keys;
    private final int[] positions;
    private final int timePosition;
    private final int createdPosition;

    private Materialisation(FeatureGroup group, OnlineStore store, Clock clock) {
        Schema schema = group.schema();
        List<String> features = group.features();
        this.group = group;
        this.store = store;
        this.time = new GroupTime(group, clock);
        this.byValues = RowOrder.by(features.toArray(String[]::new)).comparator(schema);
        this.codec = new RowCodec(schema.select(features));
        this.keys = new EntityKeys(schema, group.keys());
        this.positions = features.stream().mapToInt(schema::indexOf).toArray();
        this.timePosition = schema.indexOf(group.time());
        this.createdPosition = group.created().map(schema::indexOf).orElse(timePosition);
    }

    /**
     * Brings a group to a store.
     *
     * @param group the group
     * @param store where its values go
     * @param clock tells what time it is
     * @return the materialisation
     */
    public static Materialisation of(FeatureGroup group, OnlineStore store, Clock clock) {
        return new Materialisation(group, store, clock);
    }

    /**
     * Brings a run online.
     *
     * @param run a run of the group
     * @return how many entities were written
     */
    public int run(OfflineRun run) {
        return run(run.read(), run.manifest().run());
    }

    /**
     * Brings rows online.
     *
     * @param rows rows of the group's schema
     * @param run the number of the offline run that they come from
     * @return how many entities were written
     * @throws IllegalArgumentException if the rows have another schema
     */
    public int run(Frame rows, long run) {
        if (!rows.schema().equals(group.schema())) {
            throw new IllegalArgumentException(
                    "Group " + group.id() + " has " + group.schema() + ", the rows have " + rows.schema());
        }
        Map<String, Integer> newest = newest(rows);
        Frame.Cursor row = rows.cursor();
        List<OnlineRecord> batch = new ArrayList<>();
        for (Map.Entry<String, Integer> each : newest.entrySet()) {
            row.moveTo(each.getValue());
            Stamp stamp = new Stamp(row.integer(timePosition), row.integer(createdPosition), run);
            batch.add(new OnlineRecord(each.getKey(), stamp, codec.encode(row, positions)));
            if (batch.size() == BATCH) {
                store.put(group.id(), List.copyOf(batch));
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            store.put(group.id(), List.copyOf(batch));
        }
        return newest.size();
    }

    private Map<String, Integer> newest(Frame rows) {
        long now = time.now();
        Map<String, Integer> newest = new HashMap<>();
        Frame.Cursor other = rows.cursor();
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            Optional<String> key = isKnown(row, now) ? keys.of(row) : Optional.empty();
            if (key.isPresent()) {
                int position = row.position();
                newest.merge(
                        key.get(), position, (before, each) -> isBetter(row, other.moveTo(before)) ? each : before);
            }
        }
        return newest;
    }

    private boolean isKnown(Row row, long now) {
        long at = row.integer(timePosition);
        long created = row.integer(createdPosition);
        return at != ColumnType.MISSING_INTEGER && created != ColumnType.MISSING_INTEGER && at <= now && created <= now;
    }

    private boolean isBetter(Row row, Row before) {
        int order = Long.compare(row.integer(timePosition), before.integer(timePosition));
        order = order != 0 ? order : Long.compare(row.integer(createdPosition), before.integer(createdPosition));
        return (order != 0 ? order : byValues.compare(row, before)) > 0;
    }
}
