package io.mlpipeline.etl.spark.internal;

import org.jspecify.annotations.Nullable;

/**
 * A row by kind of value, each kind in the order of its columns: no value is boxed on its way between Spark and the kernel.
 *
 * <p>A bean, because Spark's generated code calls it. Holds the arrays that it is given.
 */
public final class PackedRow {
    private static final double[] NO_NUMBERS = {};
    private static final long[] NO_INTEGERS = {};
    private static final @Nullable String[] NO_TEXTS = {};

    private double[] numbers = NO_NUMBERS;
    private long[] integers = NO_INTEGERS;
    private @Nullable String[] texts = NO_TEXTS;

    /** Creates a row without values. */
    public PackedRow() {}

    /**
     * Creates a row.
     *
     * @param numbers the values of its number columns; {@code NaN} where missing
     * @param integers the values of its integer, boolean, date and timestamp columns; the smallest long where missing
     * @param texts the values of its text columns; null where missing
     */
    public PackedRow(double[] numbers, long[] integers, @Nullable String[] texts) {
        this.numbers = numbers;
        this.integers = integers;
        this.texts = texts;
    }

    /** {@return the values of number columns} */
    public double[] getNumbers() {
        return numbers;
    }

    /** @param numbers the values of number columns */
    public void setNumbers(double[] numbers) {
        this.numbers = numbers;
    }

    /** {@return the values of integer, boolean, date and timestamp columns} */
    public long[] getIntegers() {
        return integers;
    }

    /** @param integers the values of integer, boolean, date and timestamp columns */
    public void setIntegers(long[] integers) {
        this.integers = integers;
    }

    /** {@return the values of text columns} */
    public @Nullable String[] getTexts() {
        return texts;
    }

    /** @param texts the values of text columns */
    public void setTexts(@Nullable String[] texts) {
        this.texts = texts;
    }
}
