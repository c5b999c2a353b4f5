package io.mlpipeline.api.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row that is filled, read and filled again: the way to hand single rows to a kernel without allocation.
 *
 * <p>A new or cleared buffer has every value missing. Not thread-safe: use one per thread.
 */
public final class RowBuffer implements Row {
    private final Schema schema;
    private final ColumnType[] types;
    private final double[] numbers;
    private final long[] integers;
    private final @Nullable String[] texts;

    private RowBuffer(Schema schema) {
        this.schema = schema;
        this.types = schema.types();
        this.numbers = new double[schema.size()];
        this.integers = new long[schema.size()];
        this.texts = new String[schema.size()];
        clear();
    }

    /**
     * Creates a buffer with every value missing.
     *
     * @param schema the columns
     * @return the buffer
     */
    public static RowBuffer of(Schema schema) {
        return new RowBuffer(schema);
    }

    /**
     * Makes every value missing.
     *
     * @return this buffer
     */
    public RowBuffer clear() {
        Arrays.fill(numbers, Double.NaN);
        Arrays.fill(integers, ColumnType.MISSING_INTEGER);
        Arrays.fill(texts, null);
        return this;
    }

    /**
     * Makes one value missing.
     *
     * @param column a position in the schema
     * @return this buffer
     */
    public RowBuffer setMissing(int column) {
        numbers[column] = Double.NaN;
        integers[column] = ColumnType.MISSING_INTEGER;
        texts[column] = null;
        return this;
    }

    /**
     * Sets a value of a {@link ColumnType#NUMBER} column.
     *
     * @param column the column's position
     * @param value the value; {@code NaN} makes it missing
     * @return this buffer
     */
    public RowBuffer setNumber(int column, double value) {
        require(column, types[column] == ColumnType.NUMBER, "a double");
        numbers[column] = value;
        return this;
    }

    /**
     * Sets a value of an integer, boolean, date or timestamp column in its physical form.
     *
     * @param column the column's position
     * @param value the value; {@link ColumnType#MISSING_INTEGER} makes it missing
     * @return this buffer
     */
    public RowBuffer setInteger(int column, long value) {
        require(column, types[column].isIntegral(), "a long");
        integers[column] = value;
        return this;
    }

    /**
     * Sets a value of a {@link ColumnType#TEXT} column.
     *
     * @param column the column's position
     * @param value the value
     * @return this buffer
     */
    public RowBuffer setText(int column, String value) {
        require(column, types[column] == ColumnType.TEXT, "text");
        texts[column] = value;
        return this;
    }

    /**
     * Sets a number by name; a {@link ColumnType#INTEGER} column takes it if it is whole.
     *
     * @param column the column's name
     * @param value the value
     * @return this buffer
     * @throws IllegalArgumentException if there is no such column or it holds another type
     */
    public RowBuffer set(String column, double value) {
        int position = schema.indexOf(column);
        if (types[position] == ColumnType.INTEGER && value == Math.rint(value) && Math.abs(value) <= 0x1p53) {
            return setInteger(position, (long) value);
        }
        return setNumber(position, value);
    }

    /**
     * Sets a text by name.
     *
     * @param column the column's name
     * @param value the value
     * @return this buffer
     * @throws IllegalArgumentException if there is no such column or it holds another type
     */
    public RowBuffer set(String column, String value) {
        return setText(schema.indexOf(column), value);
    }

    /**
     * Sets a truth value by name.
     *
     * @param column the column's name
     * @param value the value
     * @return this buffer
     * @throws IllegalArgumentException if there is no such column or it holds another type
     */
    public RowBuffer set(String column, boolean value) {
        int position = schema.indexOf(column);
        require(position, types[position] == ColumnType.BOOLEAN, "a boolean");
        return setInteger(position, value ? 1 : 0);
    }

    /**
     * Sets a day by name.
     *
     * @param column the column's name
     * @param value the value
     * @return this buffer
     * @throws IllegalArgumentException if there is no such column or it holds another type
     */
    public RowBuffer set(String column, LocalDate value) {
        int position = schema.indexOf(column);
        require(position, types[position] == ColumnType.DATE, "a date");
        return setInteger(position, value.toEpochDay());
    }

    /**
     * Sets an instant by name, truncated to microseconds.
     *
     * @param column the column's name
     * @param value the value
     * @return this buffer
     * @throws IllegalArgumentException if there is no such column or it holds another type
     */
    public RowBuffer set(String column, Instant value) {
        int position = schema.indexOf(column);
        require(position, types[position] == ColumnType.TIMESTAMP, "an instant");
        long seconds = Math.multiplyExact(value.getEpochSecond(), 1_000_000L);
        return setInteger(position, Math.addExact(seconds, value.getNano() / 1_000));
    }

    /**
     * Copies all values of a row with the same schema.
     *
     * @param row the row to copy
     * @return this buffer
     * @throws IllegalArgumentException if the schemas differ
     */
    public RowBuffer copyOf(Row row) {
        if (!schema.equals(row.schema())) {
            throw new IllegalArgumentException("Cannot copy a row of " + row.schema() + " into " + schema);
        }
        for (int i = 0; i < types.length; i++) {
            copyValue(row, i, i);
        }
        return this;
    }

    /**
     * Copies one value.
     *
     * @param row the row to read
     * @param from the position in that row
     * @param to the position here, of the same type
     * @return this buffer
     */
    public RowBuffer copyValue(Row row, int from, int to) {
        if (types[to] == ColumnType.NUMBER) {
            return setNumber(to, row.number(from));
        }
        if (types[to] != ColumnType.TEXT) {
            return setInteger(to, row.integer(from));
        }
        return row.isMissing(from) ? setMissing(to) : setText(to, row.text(from));
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
        ColumnType type = types[column];
        if (type == ColumnType.NUMBER) {
            return numbers[column];
        }
        require(column, type != ColumnType.TEXT, "a number");
        long value = integers[column];
        return value == ColumnType.MISSING_INTEGER ? Double.NaN : value;
    }

    @Override
    public long integer(int column) {
        require(column, types[column].isIntegral(), "a long");
        return integers[column];
    }

    @Override
    public String text(int column) {
        require(column, types[column] == ColumnType.TEXT, "text");
        String value = texts[column];
        if (value == null) {
            throw new IllegalStateException(
                    "The value of column '" + schema.column(column).name() + "' is missing");
        }
        return value;
    }

    private void require(int column, boolean fits, String wanted) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "Column '" + schema.column(column).name() + "' holds " + types[column] + ", not " + wanted);
        }
    }

    @Override
    public String toString() {
        return Rows.toString(this);
    }
}
