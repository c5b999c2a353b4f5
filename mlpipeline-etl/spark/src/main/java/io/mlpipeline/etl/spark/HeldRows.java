package io.mlpipeline.etl.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Rows in Spark's storage, in memory and on disk, from when they are first computed until they are released; each partition in the
 * order that it had.
 *
 * <p>They are held in blocks of bytes. Spark's own way, columns that it looks for a compression of, cost a quarter of the time of a
 * whole job on five million rows.
 */
final class HeldRows {
    private final StructType struct;
    private final Dataset<byte[]> blocks;

    private HeldRows(StructType struct, Dataset<byte[]> blocks) {
        this.struct = struct;
        this.blocks = blocks;
    }

    static HeldRows hold(Dataset<Row> rows) {
        StructType struct = rows.schema();
        MapPartitionsFunction<Row, byte[]> writing = part -> new BlockWriter(part, struct);
        return new HeldRows(
                struct, rows.mapPartitions(writing, Encoders.BINARY()).persist(StorageLevel.MEMORY_AND_DISK()));
    }

    /** The rows. */
    Dataset<Row> rows() {
        return columns(List.of(struct.fieldNames()));
    }

    /** Some columns of the rows. */
    Dataset<Row> columns(List<String> names) {
        return read(names, BlockReader.Condition.NONE);
    }

    /** Some columns of the rows that hold a value in a column, or nothing. */
    Dataset<Row> columnsWhere(String column, @Nullable Object value, List<String> names) {
        return read(names, new BlockReader.Condition(struct.fieldIndex(column), value));
    }

    private Dataset<Row> read(List<String> names, BlockReader.Condition condition) {
        return blocks.mapPartitions(new Reading(struct, List.copyOf(names), condition), Encoders.row(select(names)));
    }

    private StructType select(List<String> names) {
        return new StructType(names.stream().map(struct::apply).toArray(org.apache.spark.sql.types.StructField[]::new));
    }

    void release() {
        blocks.unpersist();
    }

    /** Reads the blocks of a partition. */
    private record Reading(StructType struct, List<String> names, BlockReader.Condition condition)
            implements MapPartitionsFunction<byte[], Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<Row> call(Iterator<byte[]> blocks) {
            int[] places = new int[struct.size()];
            Arrays.fill(places, -1);
            for (int i = 0; i < names.size(); i++) {
                places[struct.fieldIndex(names.get(i))] = i;
            }
            return new BlockReader(blocks, struct, places, names.size(), condition);
        }
    }
}
