package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.spark.internal.PackedRow;

/** Shows a packed row as a row of ours. Moves from row to row. */
final class PackedView implements Row {
    private final Schema schema;
    private final ColumnType[] types;
    private final int[] slots;
    private PackedRow row = new PackedRow();

    PackedView(Packing packing) {
        this(packing.schema(), packing.slots());
    }

    /**
     * Shows some of the values of a packed row.
     *
     * @param slots the place of each column among those of its kind
     */
    PackedView(Schema schema, int[] slots) {
        this.schema = schema;
        this.types = schema.columns().stream().map(column -> column.type()).toArray(ColumnType[]::new);
        this.slots = slots.clone();
    }

    PackedView on(PackedRow other) {
        row = other;
        return this;
    }

    boolean isText(int column) {
        return types[column] == ColumnType.TEXT;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean isMissing(int column) {
        int slot = slots[column];
        return switch (types[column]) {
            case NUMBER -> Double.isNaN(row.getNumbers()[slot]);
            case TEXT -> row.getTexts()[slot] == null;
            default -> row.getIntegers()[slot] == ColumnType.MISSING_INTEGER;
        };
    }

    @Override
    public double number(int column) {
        if (types[column] == ColumnType.NUMBER) {
            return row.getNumbers()[slots[column]];
        }
        long value = row.getIntegers()[slots[column]];
        return value == ColumnType.MISSING_INTEGER ? Double.NaN : value;
    }

    @Override
    public long integer(int column) {
        return row.getIntegers()[slots[column]];
    }

    @Override
    public String text(int column) {
        String value = row.getTexts()[slots[column]];
        if (value == null) {
            throw new IllegalStateException(
                    "The value of column '" + schema.column(column).name() + "' is missing");
        }
        return value;
    }

    @Override
    public String toString() {
        return RowBuffer.of(schema).copyOf(this).toString();
    }
}
