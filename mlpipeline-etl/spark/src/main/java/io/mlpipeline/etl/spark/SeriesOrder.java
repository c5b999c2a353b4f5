package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How rows stand: all of a key in one partition, one key after the other, each in the order of time.
 *
 * @param keys the key columns; without any, all rows are one series
 * @param time the time column
 */
record SeriesOrder(List<String> keys, String time) {
    SeriesOrder {
        keys = List.copyOf(keys);
    }

    /** Whether rows that stand so also stand in another order: the parts of a key may come in any order. */
    boolean isAlso(SeriesOrder other) {
        return time.equals(other.time) && Set.copyOf(keys).equals(Set.copyOf(other.keys));
    }

    /** All columns that the order depends on. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(keys);
        columns.add(time);
        return columns;
    }

    /** The rows in this order. */
    Dataset<Row> of(Dataset<Row> rows) {
        Column[] key = PhysicalRows.named(keys);
        List<Column> order = new ArrayList<>();
        if (!keys.isEmpty()) {
            order.add(xxhash64(key)); // one long decides nearly every comparison of different keys
            order.addAll(List.of(key));
        }
        order.add(PhysicalRows.named(time));
        Dataset<Row> parts = keys.isEmpty() ? rows.coalesce(1) : rows.repartition(key);
        return parts.sortWithinPartitions(order.toArray(Column[]::new));
    }
}
