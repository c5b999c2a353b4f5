package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way through the steps: values change in place, and so does the layout, which only ever grows at its end. Not
 * thread-safe.
 */
final class WorkingRow implements Row {
    private final double[] numbers;
    private final long[] integers;
    private final @Nullable String[] texts;
    private Schema schema;
    private ColumnType[] types;

    /** A row with room for the columns of the last step. */
    WorkingRow(Schema first, int columns) {
        this.numbers = new double[columns];
        this.integers = new long[columns];
        this.texts = new String[columns];
        this.schema = first;
        this.types = typesOf(first);
    }

    static ColumnType[] typesOf(Schema schema) {
        return schema.columns().stream().map(Column::type).toArray(ColumnType[]::new);
    }

    /** Takes the values of a row; the types are those of its columns. */
    void load(Row row, Schema layout, ColumnType[] layoutTypes) {
        become(layout, layoutTypes);
        for (int i = 0; i < layoutTypes.length; i++) {
            switch (layoutTypes[i]) {
                case NUMBER -> numbers[i] = row.number(i);
                case TEXT -> texts[i] = row.isMissing(i) ? null : row.text(i);
                default -> integers[i] = row.integer(i);
            }
        }
    }

    /** Takes some of a row's values; the others stay what they were. */
    void load(Row row, Schema layout, ColumnType[] layoutTypes, int[] columns) {
        become(layout, layoutTypes);
        for (int column : columns) {
            copy(row, column, column);
        }
    }

    /** Changes the layout; values of columns whose type changes, and of new ones, must be set next. */
    void become(Schema layout, ColumnType[] layoutTypes) {
        schema = layout;
        types = layoutTypes;
    }

    void setNumber(int column, double value) {
        if (types[column] == ColumnType.NUMBER) {
            numbers[column] = value;
        } else {
            integers[column] = Double.isNaN(value) ? ColumnType.MISSING_INTEGER : (long) Math.rint(value);
        }
    }

    void setInteger(int column, long value) {
        integers[column] = value;
    }

    void setText(int column, @Nullable String value) {
        texts[column] = value;
    }

    /** Takes one value of another row, of the type that the column has here. */
    void copy(Row row, int from, int to) {
        switch (types[to]) {
            case NUMBER -> numbers[to] = row.number(from);
            case TEXT -> texts[to] = row.isMissing(from) ? null : row.text(from);
            default -> integers[to] = row.integer(from);
        }
    }

    @Nullable
    String textOrNull(int column) {
        return texts[column];
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean isMissing(int column) {
        return switch (types[column]) {
            case NUMBER -> Double.isNaN(numbers[column]);
            case TEXT -> texts[column] == null;
            default -> integers[column] == ColumnType.MISSING_INTEGER;
        };
    }

    @Override
    public double number(int column) {
        if (types[column] == ColumnType.NUMBER) {
            return numbers[column];
        }
        long value = integers[column];
        return value == ColumnType.MISSING_INTEGER ? Double.NaN : value;
    }

    @Override
    public long integer(int column) {
        return integers[column];
    }

    @Override
    public String text(int column) {
        String value = texts[column];
        if (value == null) {
            throw new IllegalStateException(
                    "The value of column '" + schema.column(column).name() + "' is missing");
        }
        return value;
    }
}
