package io.mlpipeline.etl.features.join;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.series.RowOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds the columns of another table to rows by equal keys, many to one: the other table has each key at most once, which is
 * checked, so that a join never multiplies rows.
 *
 * <p>Keys are compared column by column and exactly; a missing key matches nothing, not even another missing one. Immutable.
 */
public final class KeyJoin implements Serializable {
    /** How many keys that are there twice a message shows. */
    public static final int SHOWN = 3;

    private static final long serialVersionUID = 1L;

    private final List<String> keys;
    private final boolean keepsUnmatched;

    private KeyJoin(boolean keepsUnmatched, String... keys) {
        this.keys = List.of(keys);
        this.keepsUnmatched = keepsUnmatched;
        if (keys.length == 0 || Arrays.stream(keys).distinct().count() < keys.length) {
            throw new IllegalArgumentException("A join needs different key columns, got " + this.keys);
        }
    }

    /**
     * Keeps the rows that find a match.
     *
     * @param keys columns of both tables
     * @return a join
     * @throws IllegalArgumentException if there is no key or one is given twice
     */
    public static KeyJoin inner(String... keys) {
        return new KeyJoin(false, keys);
    }

    /**
     * Keeps all rows; those that find no match have the other table's columns missing.
     *
     * @param keys columns of both tables
     * @return a join
     * @throws IllegalArgumentException if there is no key or one is given twice
     */
    public static KeyJoin left(String... keys) {
        return new KeyJoin(true, keys);
    }

    /**
     * The key columns.
     *
     * @return at least one
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * Whether rows without a match are kept.
     *
     * @return true for a left join
     */
    public boolean keepsUnmatched() {
        return keepsUnmatched;
    }

    /**
     * The columns of the joined rows: all of the rows, then the other table's without its keys.
     *
     * @param rows the rows' schema
     * @param other the other table's schema
     * @return the schema
     * @throws IllegalArgumentException if a key is missing, of two types, or a number with decimals, or if both have another
     *     column of the same name
     */
    public Schema schemaOver(Schema rows, Schema other) {
        keys.forEach(key -> requireKey(key, rows, other));
        List<Column> joined = new ArrayList<>(rows.columns());
        for (Column column : added(other)) {
            if (rows.contains(column.name())) {
                throw new IllegalArgumentException("Both tables have a column '" + column.name()
                        + "'. Join by it too, or leave it out of one of them with select(..)");
            }
            joined.add(column);
        }
        return Schema.of(joined);
    }

    private static void requireKey(String key, Schema rows, Schema other) {
        ColumnType type = rows.typeOf(key);
        if (type != other.typeOf(key)) {
            throw new IllegalArgumentException("Key '" + key + "' is " + type + " in the rows and " + other.typeOf(key)
                    + " in the other table. Declare both as one type");
        }
        if (type == ColumnType.NUMBER) {
            throw new IllegalArgumentException(
                    "Key '" + key
                            + "' is a number with decimals, which is equal to another by chance alone. Declare it as an integer");
        }
    }

    /**
     * The columns that the other table adds.
     *
     * @param other the other table's schema
     * @return its columns without the keys, in its order
     */
    public List<Column> added(Schema other) {
        return other.columns().stream()
                .filter(column -> !keys.contains(column.name()))
                .toList();
    }

    /**
     * The key of a row.
     *
     * @param row any row with the key columns
     * @param positions where they stand
     * @return a value that equals that of every row with the same key, or null if a part of it is missing
     */
    public static @Nullable Object keyOf(Row row, int... positions) {
        Object[] parts = new Object[positions.length];
        for (int i = 0; i < positions.length; i++) {
            if (row.isMissing(positions[i])) {
                return null;
            }
            boolean isText = row.schema().column(positions[i]).type() == ColumnType.TEXT;
            parts[i] = isText ? row.text(positions[i]) : (Object) row.integer(positions[i]);
        }
        return parts.length == 1 ? parts[0] : Arrays.asList(parts);
    }

    /**
     * Ends a join whose other table has keys twice.
     *
     * @param repeated one row a key that is there more than once, of the key columns alone
     * @param count how many such keys there are
     * @return an error that shows the first of them
     */
    public InvalidDataException refusal(Frame repeated, long count) {
        Frame sorted = RowOrder.by(keys.toArray(String[]::new)).sort(repeated);
        String shown = IntStream.range(0, Math.min(SHOWN, sorted.size()))
                .mapToObj(row -> sorted.row(row).toString())
                .collect(Collectors.joining(", "));
        return new InvalidDataException("The other table has " + count + " keys more than once, such as " + shown
                + "; the join would multiply rows. Keep one row a key with Checks.unique("
                + keys.stream().map(key -> '"' + key + '"').collect(Collectors.joining(", ")) + ")");
    }

    @Override
    public String toString() {
        return (keepsUnmatched ? "left" : "inner") + " join by " + keys;
    }
}
