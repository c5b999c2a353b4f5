package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The layout of rows on their way through a cleaning: the values, then where the row came from, what removed it and which steps
 * changed it. A removed row keeps its reason and no values.
 */
final class TrackedRows {
    static final String REMOVED = "#removed";
    static final String COLUMN = "#column";
    static final String RULE = "#rule";
    static final String VALUE = "#value";
    static final String CHANGED = "#changed";

    /** Where a row came from; what a table that was read knows beside its columns. */
    static final List<String> PLACE = List.of(ReadRows.ORDER, ReadRows.FILE, ReadRows.LINE);

    private static final int EXTRA_COLUMNS = 9;

    private final int base;

    TrackedRows(Schema schema) {
        this.base = schema.size();
    }

    static StructType struct(Schema schema) {
        return PhysicalRows.struct(schema)
                .add(ReadRows.ORDER, DataTypes.IntegerType)
                .add(ReadRows.FILE, DataTypes.StringType)
                .add(ReadRows.LINE, DataTypes.LongType)
                .add(ReadRows.RAW, DataTypes.StringType)
                .add(REMOVED, DataTypes.IntegerType)
                .add(COLUMN, DataTypes.StringType)
                .add(RULE, DataTypes.StringType)
                .add(VALUE, DataTypes.StringType)
                .add(CHANGED, DataTypes.LongType);
    }

    /** A table's rows, none removed yet. */
    static Dataset<org.apache.spark.sql.Row> begin(Dataset<org.apache.spark.sql.Row> rows, Schema schema) {
        boolean isPlaced = knowsPlace(rows);
        List<Column> columns = new ArrayList<>(Arrays.asList(PhysicalRows.named(schema.names())));
        for (org.apache.spark.sql.types.StructField field : struct(schema).fields()) {
            if (schema.contains(field.name())) {
                continue;
            }
            Column value = PLACE.contains(field.name()) && isPlaced
                    ? PhysicalRows.named(field.name())
                    : field.name().equals(CHANGED) ? lit(0L) : lit(null);
            columns.add(value.cast(field.dataType()).as(field.name()));
        }
        return rows.select(columns.toArray(Column[]::new));
    }

    /** Whether a table knows the order of its rows. */
    static boolean knowsPlace(Dataset<org.apache.spark.sql.Row> rows) {
        return Arrays.asList(rows.columns()).containsAll(PLACE);
    }

    static Column isKept() {
        return PhysicalRows.named(REMOVED).isNull();
    }

    /**
     * Whole keys in one partition each, one after the other. Rows that are not compared, because they are removed or lack a part
     * of the key, would all be one key and burden one task; a hash of all they are spreads them.
     *
     * @param home the part of the key that decides the partition
     * @param keys the whole key, which begins with that
     * @param order how rows of one key stand
     */
    static Dataset<org.apache.spark.sql.Row> byKey(
            Dataset<org.apache.spark.sql.Row> rows,
            List<String> home,
            List<String> keys,
            boolean missingIsAKey,
            List<Column> order) {
        Column[] key = PhysicalRows.named(home);
        Column isCompared = isKept();
        for (Column part : missingIsAKey ? new Column[0] : PhysicalRows.named(keys)) {
            isCompared = isCompared.and(part.isNotNull());
        }
        Column spread = when(isCompared, lit(0L)).otherwise(xxhash64(PhysicalRows.named(List.of(rows.columns()))));
        List<Column> partition = new ArrayList<>(Arrays.asList(key));
        partition.add(spread);
        List<Column> sorted = new ArrayList<>();
        sorted.add(xxhash64(key)); // one long decides nearly every comparison, where a column would often be equal
        sorted.addAll(Arrays.asList(PhysicalRows.named(keys)));
        sorted.addAll(order);
        return rows.repartition(partition.toArray(Column[]::new)).sortWithinPartitions(sorted.toArray(Column[]::new));
    }

    boolean isRemoved(org.apache.spark.sql.Row row) {
        return !row.isNullAt(base + 4);
    }

    int removedBy(org.apache.spark.sql.Row row) {
        return row.getInt(base + 4);
    }

    long changed(org.apache.spark.sql.Row row) {
        return row.getLong(base + 8);
    }

    String file(org.apache.spark.sql.Row row) {
        return row.isNullAt(base + 1) ? "" : row.getString(base + 1);
    }

    long line(org.apache.spark.sql.Row row) {
        return row.isNullAt(base + 2) ? 0 : row.getLong(base + 2);
    }

    /** The reason of a removed row. */
    QuarantinedRow reason(org.apache.spark.sql.Row row) {
        Violation violation = new Violation(row.getString(base + 5), row.getString(base + 6), row.getString(base + 7));
        return new QuarantinedRow(file(row), line(row), "", row.getString(base + 3), List.of(violation));
    }

    /** A row with other values, maybe of another layout. */
    static org.apache.spark.sql.Row kept(Row values, org.apache.spark.sql.Row given, TrackedRows layout, long changed) {
        int size = values.schema().size();
        @Nullable Object[] cells = new Object[size + EXTRA_COLUMNS];
        PhysicalRows.copy(values, cells);
        layout.copyPlace(given, cells, size);
        cells[size + 8] = layout.changed(given) | changed;
        return RowFactory.create(cells);
    }

    /** A row that a step removes. */
    static org.apache.spark.sql.Row removed(
            int size, QuarantinedRow reason, int step, org.apache.spark.sql.Row given, TrackedRows layout) {
        @Nullable Object[] cells = new Object[size + EXTRA_COLUMNS];
        layout.copyPlace(given, cells, size);
        Violation violation = reason.violations().get(0);
        cells[size + 3] = reason.raw();
        cells[size + 4] = step;
        cells[size + 5] = violation.column();
        cells[size + 6] = violation.rule();
        cells[size + 7] = violation.value();
        cells[size + 8] = 0L;
        return RowFactory.create(cells);
    }

    /** A row that was removed before, in another layout. */
    static org.apache.spark.sql.Row stillRemoved(int size, org.apache.spark.sql.Row given, TrackedRows layout) {
        @Nullable Object[] cells = new Object[size + EXTRA_COLUMNS];
        for (int i = 0; i < EXTRA_COLUMNS; i++) {
            cells[size + i] = given.get(layout.base + i);
        }
        return RowFactory.create(cells);
    }

    private void copyPlace(org.apache.spark.sql.Row given, @Nullable Object[] cells, int size) {
        for (int i = 0; i < PLACE.size(); i++) {
            cells[size + i] = given.get(base + i);
        }
    }
}
