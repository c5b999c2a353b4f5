package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A division of rows by the hash of some columns, the same on every machine and whatever the order of the rows.
 *
 * @param count how many folds, at least 1
 * @param columns the columns that are hashed; rows that agree in them fall into one fold
 * @param seed 32 bits from which the hash starts
 */
public record Folds(int count, List<String> columns, int seed) {
    /** All rows in one fold. */
    public static final Folds NONE = new Folds(1, List.of(), 0);

    /** Checks the count. */
    public Folds {
        columns = List.copyOf(columns);
        if (count < 1 || (count > 1 && columns.isEmpty())) {
            throw new IllegalArgumentException(
                    "Folds need a positive number and columns to divide by, got " + count + " by " + columns);
        }
    }

    /**
     * The fold of a row.
     *
     * @param schema the row's columns
     * @return a function for rows of that schema that does not allocate; 0 to {@code count() - 1}
     * @throws IllegalArgumentException if a column is unknown
     */
    public ToIntFunction<Row> of(Schema schema) {
        if (count == 1) {
            return row -> 0;
        }
        int[] positions = columns.stream().mapToInt(schema::indexOf).toArray();
        return row -> {
            int hash = seed;
            for (int position : positions) {
                hash = hash(row, position, hash);
            }
            return Integer.remainderUnsigned(hash, count);
        };
    }

    private static int hash(Row row, int position, int seed) {
        if (row.isMissing(position)) {
            return Murmur3.of(ColumnType.MISSING_INTEGER, seed);
        }
        return switch (row.schema().column(position).type()) {
            case TEXT -> Murmur3.of(row.text(position), seed);
            case NUMBER -> Murmur3.of(Double.doubleToLongBits(row.number(position) + 0.0), seed);
            default -> Murmur3.of(row.integer(position), seed);
        };
    }
}
