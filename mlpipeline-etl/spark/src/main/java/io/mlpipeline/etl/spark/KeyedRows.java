package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.KeyJoin;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Joins rows in {@linkplain PhysicalRows physical form} with those of a table that has each key once. */
final class KeyedRows {
    private static final String OTHER = "#other ";
    private static final String TIMES = "#times";

    private KeyedRows() {}

    /** Joins; throws an {@link io.mlpipeline.api.error.InvalidDataException} if a key is there twice. */
    static JoinResult join(KeyJoin join, Dataset<Row> rows, Schema schema, Dataset<Row> other, Schema otherSchema) {
        Schema joined = join.schemaOver(schema, otherSchema);
        requireOnce(join, other, otherSchema);
        Dataset<Row> renamed = renamed(join, withKeys(join, other));
        Column isMatch = lit(true);
        for (String key : join.keys()) {
            isMatch = isMatch.and(PhysicalRows.named(key).equalTo(PhysicalRows.named(OTHER + key)));
        }
        Dataset<Row> matched = rows.join(renamed, isMatch, join.keepsUnmatched() ? "left" : "inner");
        Column match = PhysicalRows.named(OTHER + join.keys().get(0));
        long hits =
                rows.join(renamed, isMatch, "left").agg(count(match)).first().getLong(0);
        long all = rows.count();
        Dataset<Row> selected = matched.select(PhysicalRows.named(joined.names()));
        return new JoinResult(new SparkTable(selected, joined), hits, all - hits);
    }

    private static Dataset<Row> renamed(KeyJoin join, Dataset<Row> other) {
        Dataset<Row> renamed = other;
        for (String key : join.keys()) {
            renamed = renamed.withColumnRenamed(key, OTHER + key);
        }
        return renamed;
    }

    private static Dataset<Row> withKeys(KeyJoin join, Dataset<Row> other) {
        Dataset<Row> complete = other;
        for (String key : join.keys()) {
            complete = complete.where(PhysicalRows.named(key).isNotNull());
        }
        return complete;
    }

    private static void requireOnce(KeyJoin join, Dataset<Row> other, Schema schema) {
        Column[] keys = PhysicalRows.named(join.keys());
        Dataset<Row> repeated = withKeys(join, other)
                .groupBy(keys)
                .agg(count(lit(1)).as(TIMES))
                .where(PhysicalRows.named(TIMES).gt(1));
        long count = repeated.count();
        if (count > 0) {
            Schema.Builder only = Schema.builder();
            join.keys().forEach(key -> only.add(key, schema.typeOf(key)));
            Frame.Builder examples = Frame.builder(only.build());
            RowView view = new RowView(only.build());
            List<Row> found =
                    repeated.select(keys).orderBy(keys).limit(KeyJoin.SHOWN).collectAsList();
            found.forEach(row -> examples.add(view.on(row)));
            throw join.refusal(examples.build(), count);
        }
    }
}
