package io.mlpipeline.api.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one column; exactly one of the three arrays holds them, by type. */
final class FrameColumn {
    private static final double[] NO_NUMBERS = {};
    private static final long[] NO_INTEGERS = {};
    private static final @Nullable String[] NO_TEXTS = {};

    private final Column column;
    private final double[] numbers;
    private final long[] integers;
    private final @Nullable String[] texts;

    private FrameColumn(Column column, double[] numbers, long[] integers, @Nullable String[] texts) {
        this.column = column;
        this.numbers = numbers;
        this.integers = integers;
        this.texts = texts;
    }

    static FrameColumn concat(Column column, int size, List<FrameColumn> parts) {
        Builder all = new Builder(column);
        all.reserve(size);
        parts.forEach(all::addAll);
        return all.build();
    }

    static FrameColumn ofNumbers(Column column, double[] values) {
        return new FrameColumn(column, values, NO_INTEGERS, NO_TEXTS);
    }

    boolean isMissing(int row) {
        return switch (column.type()) {
            case NUMBER -> Double.isNaN(numbers[row]);
            case TEXT -> texts[row] == null;
            default -> integers[row] == ColumnType.MISSING_INTEGER;
        };
    }

    double number(int row) {
        if (column.type() == ColumnType.NUMBER) {
            return numbers[row];
        }
        long value = integer(row);
        return value == ColumnType.MISSING_INTEGER ? Double.NaN : value;
    }

    long integer(int row) {
        if (!column.type().isIntegral()) {
            throw new IllegalArgumentException(
                    "Column '" + column.name() + "' holds " + column.type() + ", not a long");
        }
        return integers[row];
    }

    String text(int row) {
        if (column.type() != ColumnType.TEXT) {
            throw new IllegalArgumentException("Column '" + column.name() + "' holds " + column.type() + ", not text");
        }
        String value = texts[row];
        if (value == null) {
            throw new IllegalStateException(
                    "The value of column '" + column.name() + "' in row " + row + " is missing");
        }
        return value;
    }

    FrameColumn take(int[] rows) {
        return switch (column.type()) {
            case NUMBER -> ofNumbers(column, takeNumbers(rows));
            case TEXT -> new FrameColumn(column, NO_NUMBERS, NO_INTEGERS, takeTexts(rows));
            default -> new FrameColumn(column, NO_NUMBERS, takeIntegers(rows), NO_TEXTS);
        };
    }

    private double[] takeNumbers(int[] rows) {
        double[] taken = new double[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = numbers[rows[i]];
        }
        return taken;
    }

    private @Nullable String[] takeTexts(int[] rows) {
        @Nullable String[] taken = new String[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = texts[rows[i]];
        }
        return taken;
    }

    private long[] takeIntegers(int[] rows) {
        long[] taken = new long[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = integers[rows[i]];
        }
        return taken;
    }

    /** Grows one column. */
    static final class Builder {
        private final Column column;
        private double[] numbers = NO_NUMBERS;
        private long[] integers = NO_INTEGERS;
        private @Nullable String[] texts = NO_TEXTS;
        private int size;

        Builder(Column column) {
            this.column = column;
        }

        void add(Row row, int position) {
            switch (column.type()) {
                case NUMBER -> {
                    numbers = size < numbers.length ? numbers : Arrays.copyOf(numbers, grown());
                    numbers[size] = row.number(position);
                }
                case TEXT -> {
                    texts = size < texts.length ? texts : Arrays.copyOf(texts, grown());
                    texts[size] = row.isMissing(position) ? null : row.text(position);
                }
                default -> {
                    integers = size < integers.length ? integers : Arrays.copyOf(integers, grown());
                    integers[size] = row.integer(position);
                }
            }
            size++;
        }

        void reserve(int capacity) {
            switch (column.type()) {
                case NUMBER -> numbers = Arrays.copyOf(numbers, capacity);
                case TEXT -> texts = Arrays.copyOf(texts, capacity);
                default -> integers = Arrays.copyOf(integers, capacity);
            }
        }

        /** Appends a column of the same type; room must have been reserved. */
        void addAll(FrameColumn other) {
            int count = other.numbers.length + other.integers.length + other.texts.length;
            switch (column.type()) {
                case NUMBER -> System.arraycopy(other.numbers, 0, numbers, size, count);
                case TEXT -> System.arraycopy(other.texts, 0, texts, size, count);
                default -> System.arraycopy(other.integers, 0, integers, size, count);
            }
            size += count;
        }

        private int grown() {
            return Math.max(16, size + (size >> 1));
        }

        /** Hands over a full array without a copy: to add more the builder takes a larger one. */
        FrameColumn build() {
            switch (column.type()) {
                case NUMBER -> numbers = numbers.length == size ? numbers : Arrays.copyOf(numbers, size);
                case TEXT -> texts = texts.length == size ? texts : Arrays.copyOf(texts, size);
                default -> integers = integers.length == size ? integers : Arrays.copyOf(integers, size);
            }
            return new FrameColumn(column, numbers, integers, texts);
        }
    }
}
