package io.mlpipeline.api.data;

/**
 * One record, read by column position and without boxing.
 *
 * <p>An implementation may be a view that moves (see {@link Frame.Cursor}) or a buffer that is filled again: do not keep a row
 * beyond the call that handed it over. Positions out of range throw {@link IndexOutOfBoundsException}.
 */
public interface Row {
    /**
     * The columns of this row.
     *
     * @return the schema
     */
    Schema schema();

    /**
     * Whether the value is missing.
     *
     * @param column a position in the schema
     * @return true if there is no value (for {@link ColumnType#NUMBER}: {@code NaN})
     */
    boolean isMissing(int column);

    /**
     * The value as a double.
     *
     * @param column the position of a column that is not {@link ColumnType#TEXT}
     * @return the value; a long is converted; {@code NaN} if it is missing
     * @throws IllegalArgumentException if the column is text
     */
    double number(int column);

    /**
     * The value as a long.
     *
     * @param column the position of a column whose type {@linkplain ColumnType#isIntegral() is integral}
     * @return the value, or {@link ColumnType#MISSING_INTEGER}
     * @throws IllegalArgumentException if the column holds doubles or text
     */
    long integer(int column);

    /**
     * The value as text.
     *
     * @param column the position of a {@link ColumnType#TEXT} column whose value is not missing
     * @return the value
     * @throws IllegalArgumentException if the column is not text
     * @throws IllegalStateException if the value is missing: ask {@link #isMissing(int)} first
     */
    String text(int column);
}
