package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/** The value is one of a column of another table. */
final class ReferenceCheck implements ColumnCheck {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final String other;
    private final ColumnType type;
    private final Set<String> texts;
    private final long[] integers;

    private ReferenceCheck(String column, String other, ColumnType type, Set<String> texts, long[] integers) {
        this.column = column;
        this.other = other;
        this.type = type;
        this.texts = texts;
        this.integers = integers;
    }

    static ReferenceCheck of(String column, Frame table, String other) {
        int position = table.schema().indexOf(other);
        ColumnType type = table.schema().typeOf(other);
        if (type == ColumnType.NUMBER) {
            throw new IllegalArgumentException("Column '" + other
                    + "' holds numbers with fractions, which make no reference. Declare it as integer or text");
        }
        Set<String> texts = new HashSet<>();
        LongStream.Builder integers = LongStream.builder();
        for (Frame.Cursor row = table.cursor(); row.next(); ) {
            if (!row.isMissing(position) && type == ColumnType.TEXT) {
                texts.add(row.text(position));
            } else if (!row.isMissing(position)) {
                integers.add(row.integer(position));
            }
        }
        return new ReferenceCheck(
                column, other, type, texts, integers.build().sorted().distinct().toArray());
    }

    @Override
    public String column() {
        return column;
    }

    @Override
    public boolean fits(ColumnType given) {
        return given == type;
    }

    @Override
    public boolean holds(Row row, int position) {
        if (row.isMissing(position)) {
            return true;
        }
        return type == ColumnType.TEXT
                ? texts.contains(row.text(position))
                : Arrays.binarySearch(integers, row.integer(position)) >= 0;
    }

    @Override
    public String description() {
        return column + " is one of the " + (texts.size() + integers.length) + " values of " + other;
    }

    @Override
    public boolean equals(Object given) {
        return given instanceof ReferenceCheck that
                && column.equals(that.column)
                && other.equals(that.other)
                && texts.equals(that.texts)
                && Arrays.equals(integers, that.integers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(column, other, texts, Arrays.hashCode(integers));
    }
}
