package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import org.apache.spark.sql.RowFactory;

/** Shows the first columns of a Spark row in {@linkplain PhysicalRows physical form} as a row of ours. Moves from row to row. */
final class RowView implements Row {
    private final Schema schema;
    private final ColumnType[] types;
    private org.apache.spark.sql.Row row = RowFactory.create();

    RowView(Schema schema) {
        this.schema = schema;
        this.types = schema.columns().stream().map(column -> column.type()).toArray(ColumnType[]::new);
    }

    RowView on(org.apache.spark.sql.Row other) {
        row = other;
        return this;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean isMissing(int column) {
        return row.isNullAt(column) || (types[column] == ColumnType.NUMBER && Double.isNaN(row.getDouble(column)));
    }

    @Override
    public double number(int column) {
        if (row.isNullAt(column)) {
            return Double.NaN;
        }
        return types[column] == ColumnType.NUMBER ? row.getDouble(column) : row.getLong(column);
    }

    @Override
    public long integer(int column) {
        return row.isNullAt(column) ? ColumnType.MISSING_INTEGER : row.getLong(column);
    }

    @Override
    public String text(int column) {
        return row.getString(column);
    }

    @Override
    public String toString() {
        return row.toString();
    }
}
