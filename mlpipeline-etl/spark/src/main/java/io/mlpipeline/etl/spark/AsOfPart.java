package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.join.AsOfKernel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Streams one partition of events and feature rows, sorted together, through the point-in-time kernel.
 *
 * <p>A row of the stream is the hash of its key, its side, the time by which it is sorted, the columns of an event (of a
 * feature row: its key, where an event has it) and the columns of a feature row.
 */
final class AsOfPart implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private static final String HASH = "hash";
    private static final String SIDE = "side";
    private static final String AT = "at";
    private static final int FEATURE = 0;
    private static final int EVENT = 1;
    private static final int FIRST = 3;

    private final AsOfJoin join;
    private final Schema events;
    private final Schema features;

    AsOfPart(AsOfJoin join, Schema events, Schema features) {
        this.join = join;
        this.events = events;
        this.features = features;
    }

    /** Both tables as one, whole keys in one partition each; of equal time, feature rows come before events. */
    static Dataset<Row> streams(
            AsOfJoin join, Dataset<Row> events, Schema eventSchema, Dataset<Row> features, Schema featureSchema) {
        Dataset<Row> both = events(join, events, eventSchema, featureSchema)
                .union(features(join, features, eventSchema, featureSchema));
        List<Column> order = new ArrayList<>(List.of(col(HASH)));
        for (String key : join.eventKeys()) {
            order.add(col(event(eventSchema.indexOf(key))));
        }
        order.addAll(List.of(col(AT), col(SIDE)));
        return both.repartition(col(HASH)).sortWithinPartitions(order.toArray(Column[]::new));
    }

    private static Dataset<Row> events(AsOfJoin join, Dataset<Row> rows, Schema events, Schema features) {
        List<Column> columns = new ArrayList<>();
        Column[] key = PhysicalRows.named(join.eventKeys());
        // Rows without a key would all have one hash and burden one task; a number of their own spreads them.
        Column hash = when(isWhole(key), xxhash64(key)).otherwise(monotonically_increasing_id());
        columns.add(hash.as(HASH));
        columns.add(lit(EVENT).as(SIDE));
        columns.add(PhysicalRows.named(join.eventTime()).as(AT));
        for (int i = 0; i < events.size(); i++) {
            columns.add(PhysicalRows.named(events.column(i).name()).as(event(i)));
        }
        for (int i = 0; i < features.size(); i++) {
            columns.add(none(features, i).as(feature(i)));
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    private static Dataset<Row> features(AsOfJoin join, Dataset<Row> rows, Schema events, Schema features) {
        List<Column> columns = new ArrayList<>();
        Column[] key = PhysicalRows.named(join.featureKeys());
        Column time = PhysicalRows.named(join.featureTime());
        Column created = join.created().map(PhysicalRows::named).orElse(time);
        columns.add(xxhash64(key).as(HASH));
        columns.add(lit(FEATURE).as(SIDE));
        columns.add(greatest(time, created).as(AT));
        for (int i = 0; i < events.size(); i++) {
            int part = join.eventKeys().indexOf(events.column(i).name());
            columns.add((part < 0 ? none(events, i) : key[part]).as(event(i)));
        }
        List<String> needed = needed(join, features);
        for (int i = 0; i < features.size(); i++) {
            String name = features.column(i).name();
            columns.add((needed.contains(name) ? PhysicalRows.named(name) : none(features, i)).as(feature(i)));
        }
        return rows.where(isWhole(key).and(time.isNotNull()).and(created.isNotNull()))
                .select(columns.toArray(Column[]::new));
    }

    /** What the kernel reads of a feature row; the rest need not travel. */
    private static List<String> needed(AsOfJoin join, Schema features) {
        List<String> needed = new ArrayList<>(join.columnsOf(features));
        needed.add(join.featureTime());
        join.created().ifPresent(needed::add);
        return needed;
    }

    private static Column isWhole(Column[] key) {
        Column whole = lit(true);
        for (Column part : key) {
            whole = whole.and(part.isNotNull());
        }
        return whole;
    }

    private static Column none(Schema schema, int column) {
        return lit(null).cast(PhysicalRows.struct(schema).fields()[column].dataType());
    }

    private static String event(int column) {
        return "e" + column;
    }

    private static String feature(int column) {
        return "f" + column;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Joined(rows);
    }

    private final class Joined implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final AsOfKernel kernel = join.kernel(events, features);
        private final RowView event = new RowView(events, FIRST);
        private final RowView feature = new RowView(features, FIRST + events.size());
        private final int[] keys = join.eventKeys().stream()
                .mapToInt(key -> FIRST + events.indexOf(key))
                .toArray();
        private @Nullable Row last;
        private @Nullable Row next;

        Joined(Iterator<Row> rows) {
            this.rows = rows;
            advance();
        }

        /** Moves to the next event and tells the kernel of all that comes before it. */
        private void advance() {
            next = null;
            while (next == null && rows.hasNext()) {
                Row row = rows.next();
                if (last == null || !isSameKey(last, row)) {
                    kernel.nextKey();
                }
                last = row;
                if (row.getInt(1) == EVENT) {
                    next = row;
                } else {
                    kernel.offer(feature.on(row));
                }
            }
        }

        private boolean isSameKey(Row a, Row b) {
            for (int key : keys) {
                if (!Objects.equals(a.get(key), b.get(key))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            Row current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            Row joined = PhysicalRows.toSpark(kernel.join(event.on(current)));
            advance();
            return joined;
        }
    }
}
