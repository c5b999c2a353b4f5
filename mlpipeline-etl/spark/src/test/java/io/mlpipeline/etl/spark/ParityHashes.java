package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;

/** One hash a column over all rows, whatever their order: the sum of a mix of the row's key and the value's bits. */
public final class ParityHashes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int keys;
    private final long[] sums;
    private long rows;
    private long whole;

    private ParityHashes(int keys, int columns) {
        this.keys = keys;
        this.sums = new long[columns];
    }

    /** Hashes a frame whose first columns tell its rows apart. */
    static Map<String, Long> of(Frame frame, int keys) {
        ParityHashes hashes = new ParityHashes(keys, frame.schema().size());
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            hashes.add(row);
        }
        return hashes.named(frame.schema());
    }

    /** Hashes a table where its rows are. */
    static Map<String, Long> of(SparkTable table, int keys) {
        ParityHashes none = new ParityHashes(keys, table.schema().size());
        return PhysicalRows.fromLogical(table.dataset(), table.schema())
                .mapPartitions(new Part(table.schema(), keys), Encoders.javaSerialization(ParityHashes.class))
                .collectAsList()
                .stream()
                .reduce(none, ParityHashes::merge)
                .named(table.schema());
    }

    private Map<String, Long> named(Schema schema) {
        Map<String, Long> named = new TreeMap<>(Map.of("#rows", rows, "#whole rows", whole));
        for (int i = 0; i < sums.length; i++) {
            named.put(schema.column(i).name(), sums[i]);
        }
        return named;
    }

    private void add(Row row) {
        long key = 1;
        for (int i = 0; i < keys; i++) {
            key = mix(key, bits(row, i));
        }
        long all = key;
        for (int i = 0; i < sums.length; i++) {
            long bits = bits(row, i);
            sums[i] += mix(key, bits);
            all = mix(all, bits);
        }
        whole += all;
        rows++;
    }

    private static long bits(Row row, int column) {
        if (row.isMissing(column)) {
            return 0x6d697373696e67L;
        }
        Column declared = row.schema().column(column);
        return switch (declared.type()) {
            case NUMBER -> Double.doubleToRawLongBits(row.number(column));
            case TEXT -> Arrays.hashCode(row.text(column).toCharArray());
            default -> row.integer(column);
        };
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long a, long b) {
        long z = a * 0x9E3779B97F4A7C15L + b;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private ParityHashes merge(ParityHashes other) {
        Arrays.setAll(sums, i -> sums[i] + other.sums[i]);
        rows += other.rows;
        whole += other.whole;
        return this;
    }

    private static final class Part implements MapPartitionsFunction<org.apache.spark.sql.Row, ParityHashes> {
        private static final long serialVersionUID = 1L;

        private final Schema schema;
        private final int keys;

        Part(Schema schema, int keys) {
            this.schema = schema;
            this.keys = keys;
        }

        @Override
        public Iterator<ParityHashes> call(Iterator<org.apache.spark.sql.Row> rows) {
            ParityHashes hashes = new ParityHashes(keys, schema.size());
            RowView view = new RowView(schema);
            rows.forEachRemaining(row -> hashes.add(view.on(row)));
            return List.of(hashes).iterator();
        }
    }
}
