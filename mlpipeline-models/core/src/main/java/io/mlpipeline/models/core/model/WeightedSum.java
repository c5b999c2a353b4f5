package io.mlpipeline.models.core.model;

/**
 * The sum of the features times their weights.
 *
 * <p>The products are added in four interleaved sums by fused multiply-add, which are then added up, then the products that are
 * left. {@link Math#fma} is exact by definition, so the result is the same on every machine. It is also the order of the Java dot
 * product (netlib 3) that Spark uses for vectors of up to 255 features.
 */
final class WeightedSum {
    private WeightedSum() {}

    /**
     * Adds up a row.
     *
     * @param rows holds the row
     * @param from where it starts
     * @param weights holds the weights
     * @param at where they start
     * @param count how many there are
     * @return the sum; {@code NaN} if a value is
     */
    static double of(double[] rows, int from, double[] weights, int at, int count) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (int whole = count & -4; i < whole; i += 4) {
            first = Math.fma(rows[from + i], weights[at + i], first);
            second = Math.fma(rows[from + i + 1], weights[at + i + 1], second);
            third = Math.fma(rows[from + i + 2], weights[at + i + 2], third);
            fourth = Math.fma(rows[from + i + 3], weights[at + i + 3], fourth);
        }
        double sum = first + second + third + fourth;
        for (; i < count; i++) {
            sum = Math.fma(rows[from + i], weights[at + i], sum);
        }
        return sum;
    }

    /** Refuses weights that are not finite. */
    static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("The " + what + " must be finite, got " + value);
        }
    }
}
