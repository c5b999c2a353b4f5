package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftleft;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The layout in which events and feature rows travel as one table: both use the same columns, so that a row is as wide as the wider of the
 * two, and a part of the key stands in the same place on both sides.
 *
 * <p>The last integer of a row orders it: the time from which on it counts, and its side in the lowest bit, so that of equal times
 * feature rows come before events. Spark sorts by one long in linear time, but compares rows where there is more to sort by.
 */
final class AsOfStream implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ORDER = "order";
    private static final String[] KINDS = {"number", "integer", "text"};
    private static final ColumnType[] TYPES = {ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.TEXT};
    private static final int FEATURE = 0;
    private static final int EVENT = 1;

    private final AsOfJoin join;
    private final Schema events;
    private final Schema features;
    private final Places eventPlaces;
    private final Places featurePlaces;
    private final int[] width;

    AsOfStream(AsOfJoin join, Schema events, Schema features) {
        this.join = join;
        this.events = events;
        this.features = features.select(needed(join, features));
        this.eventPlaces = Places.of(events, join.eventKeys());
        this.featurePlaces = Places.of(this.features, join.featureKeys());
        this.width = new int[KINDS.length];
        Arrays.setAll(width, kind -> Math.max(eventPlaces.count(kind), featurePlaces.count(kind)));
    }

    /**
     * Where the columns of one side stand among those of their kind, the parts of the key first.
     *
     * @param slots the place of each column
     * @param names the column in each place, by kind
     */
    private record Places(int[] slots, List<List<String>> names) implements Serializable {
        static Places of(Schema schema, List<String> keys) {
            Places places = new Places(
                    new int[schema.size()], List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            keys.forEach(key -> places.add(schema, key)); // a column of the feature rows may be two parts of the key
            schema.names().stream().filter(name -> !keys.contains(name)).forEach(name -> places.add(schema, name));
            return places;
        }

        private void add(Schema schema, String name) {
            List<String> ofKind = names.get(Packing.kind(schema.typeOf(name)));
            slots[schema.indexOf(name)] = ofKind.size();
            ofKind.add(name);
        }

        int count(int kind) {
            return names.get(kind).size();
        }

        Column column(int kind, int slot) {
            return slot < count(kind)
                    ? PhysicalRows.named(names.get(kind).get(slot))
                    : lit(null).cast(PhysicalRows.physical(TYPES[kind]));
        }
    }

    /** What is read of a feature row; the rest need not travel. */
    private static List<String> needed(AsOfJoin join, Schema features) {
        Set<String> needed = new LinkedHashSet<>(join.featureKeys());
        needed.addAll(join.columnsOf(features));
        needed.add(join.featureTime());
        join.created().ifPresent(needed::add);
        return List.copyOf(needed);
    }

    Schema events() {
        return events;
    }

    /** The columns of feature rows that travel. */
    Schema features() {
        return features;
    }

    PackedView eventView() {
        return new PackedView(events, eventPlaces.slots());
    }

    PackedView featureView() {
        return new PackedView(features, featurePlaces.slots());
    }

    /** Whether a row is an event. */
    boolean isEvent(PackedRow row) {
        return (orderOf(row) & EVENT) == EVENT;
    }

    /** Refuses a time that is too far away to be ordered. */
    void requireOrdered(PackedRow row, long time) {
        if (orderOf(row) >> 1 != time) {
            throw new InvalidDataException(
                    "Time " + time + " of a point-in-time join is more than 146,000 years from 1970;"
                            + " set such rows aside with an expectation");
        }
    }

    private long orderOf(PackedRow row) {
        return row.getIntegers()[width[Packing.kind(ColumnType.INTEGER)]];
    }

    /** Both tables as one, whole keys in one partition each, in the order of time. */
    Dataset<PackedRow> of(Dataset<Row> eventRows, Dataset<Row> featureRows) {
        Column order = PhysicalRows.named(ORDER);
        Dataset<Row> both = ofEvents(eventRows).unionAll(ofFeatures(featureRows));
        return packing().pack(both.repartition(home()).sortWithinPartitions(order));
    }

    /** The columns of a row, of which the orders stand behind all others of their kind. */
    private Packing packing() {
        Schema.Builder schema = Schema.builder();
        for (int kind = 0; kind < KINDS.length; kind++) {
            for (int slot = 0; slot < width[kind]; slot++) {
                schema.add(KINDS[kind] + slot, TYPES[kind]);
            }
        }
        return new Packing(schema.add(ORDER, ColumnType.INTEGER).build());
    }

    private Dataset<Row> ofEvents(Dataset<Row> rows) {
        // An event without a time is sorted to the front and knows of no feature row.
        Column order = coalesce(order(PhysicalRows.named(join.eventTime()), EVENT), lit(Long.MIN_VALUE | EVENT));
        return rows.select(columns(eventPlaces, order));
    }

    private Dataset<Row> ofFeatures(Dataset<Row> rows) {
        Column time = PhysicalRows.named(join.featureTime());
        Column created = join.created().map(PhysicalRows::named).orElse(time);
        Column known = join.created().isEmpty() ? time : greatest(time, created);
        Column isUsed = time.isNotNull().and(created.isNotNull());
        for (String key : join.featureKeys()) {
            isUsed = isUsed.and(PhysicalRows.named(key).isNotNull());
        }
        return rows.where(isUsed).select(columns(featurePlaces, order(known, FEATURE)));
    }

    private static Column order(Column time, int side) {
        return shiftleft(time, 1).bitwiseOR(lit((long) side));
    }

    private Column[] columns(Places places, Column order) {
        List<Column> columns = new ArrayList<>();
        for (int kind = 0; kind < KINDS.length; kind++) {
            for (int slot = 0; slot < width[kind]; slot++) {
                columns.add(places.column(kind, slot).as(KINDS[kind] + slot));
            }
        }
        columns.add(order.as(ORDER));
        return columns.toArray(Column[]::new);
    }

    /** What decides the partition. Rows without a key would all have one and burden one task; all that they hold spreads them. */
    private Column home() {
        Column isWhole = lit(true);
        List<Column> parts = new ArrayList<>();
        for (String key : join.eventKeys()) {
            String kind = KINDS[Packing.kind(events.typeOf(key))];
            Column part = PhysicalRows.named(kind + eventPlaces.slots()[events.indexOf(key)]);
            isWhole = isWhole.and(part.isNotNull());
            parts.add(part);
        }
        Column[] all = PhysicalRows.named(packing().schema().names());
        return when(isWhole, xxhash64(parts.toArray(Column[]::new))).otherwise(xxhash64(all));
    }
}
