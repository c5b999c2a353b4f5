package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import org.apache.spark.sql.RowFactory;

/** Shows some consecutive columns of a Spark row in {@linkplain PhysicalRows physical form} as a row of ours. Moves from row to row. */
final class RowView implements Row {
    private final Schema schema;
    private final ColumnType[] types;
    private final int first;
    private org.apache.spark.sql.Row row = RowFactory.create();

    RowView(Schema schema) {
        this(schema, 0);
    }

    /**
     * Shows columns that do not begin a row.
     *
     * @param first the position of the first one shown
     */
    RowView(Schema schema, int first) {
        this.schema = schema;
        this.first = first;
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
        return row.isNullAt(first + column)
                || (types[column] == ColumnType.NUMBER && Double.isNaN(row.getDouble(first + column)));
    }

    @Override
    public double number(int column) {
        if (row.isNullAt(first + column)) {
            return Double.NaN;
        }
        return types[column] == ColumnType.NUMBER ? row.getDouble(first + column) : row.getLong(first + column);
    }

    @Override
    public long integer(int column) {
        return row.isNullAt(first + column) ? ColumnType.MISSING_INTEGER : row.getLong(first + column);
    }

    @Override
    public String text(int column) {
        return row.getString(first + column);
    }

    @Override
    public String toString() {
        return row.toString();
    }
}
