package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.KeyJoin;
import java.util.HashMap;
import java.util.Map;

/** The rows of a table by their keys, each of which is there once. */
final class KeyedRows {
    private final KeyJoin join;
    private final Frame other;
    private final Map<Object, Integer> rowByKey = new HashMap<>();

    private KeyedRows(KeyJoin join, Frame other) {
        this.join = join;
        this.other = other;
    }

    /** Joins; throws an {@link io.mlpipeline.api.error.InvalidDataException} if a key is there twice. */
    static JoinResult join(KeyJoin join, Frame rows, Frame other, Workers workers) {
        Schema joined = join.schemaOver(rows.schema(), other.schema());
        KeyedRows keyed = new KeyedRows(join, other);
        keyed.index();
        return keyed.join(rows, joined, workers);
    }

    private static int[] positions(KeyJoin join, Schema schema) {
        return join.keys().stream().mapToInt(schema::indexOf).toArray();
    }

    private void index() {
        int[] keys = positions(join, other.schema());
        Map<Object, Integer> repeated = new HashMap<>();
        for (Frame.Cursor row = other.cursor(); row.next(); ) {
            Object key = KeyJoin.keyOf(row, keys);
            if (key != null && rowByKey.putIfAbsent(key, row.position()) != null) {
                repeated.put(key, row.position());
            }
        }
        if (!repeated.isEmpty()) {
            int[] examples =
                    repeated.values().stream().mapToInt(Integer::intValue).toArray();
            throw join.refusal(keysInOrder(other.take(examples)), repeated.size());
        }
    }

    /** The key columns alone, in the order of the join. */
    private Frame keysInOrder(Frame examples) {
        int[] keys = positions(join, examples.schema());
        Schema.Builder schema = Schema.builder();
        join.keys().forEach(key -> schema.add(key, examples.schema().typeOf(key)));
        RowBuffer buffer = RowBuffer.of(schema.build());
        Frame.Builder only = Frame.builder(buffer.schema());
        for (Frame.Cursor row = examples.cursor(); row.next(); ) {
            for (int i = 0; i < keys.length; i++) {
                buffer.copyValue(row, keys[i], i);
            }
            only.add(buffer);
        }
        return only.build();
    }

    private JoinResult join(Frame rows, Schema joined, Workers workers) {
        int[] keys = positions(join, rows.schema());
        int[] added = join.added(other.schema()).stream()
                .map(Column::name)
                .mapToInt(other.schema()::indexOf)
                .toArray();
        Frame.Builder result = Frame.builder(joined);
        RowBuffer buffer = RowBuffer.of(joined);
        Frame.Cursor match = other.cursor();
        int width = rows.schema().size();
        long unmatched = 0;
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            Object key = KeyJoin.keyOf(row, keys);
            Integer found = key == null ? null : rowByKey.get(key);
            unmatched += found == null ? 1 : 0;
            if (found == null && !join.keepsUnmatched()) {
                continue;
            }
            for (int i = 0; i < width; i++) {
                buffer.copyValue(row, i, i);
            }
            for (int i = 0; i < added.length; i++) {
                if (found == null) {
                    buffer.setMissing(width + i);
                } else {
                    buffer.copyValue(match.moveTo(found), added[i], width + i);
                }
            }
            result.add(buffer);
        }
        return new JoinResult(new LocalTable(result.build(), workers), rows.size() - unmatched, unmatched);
    }
}
