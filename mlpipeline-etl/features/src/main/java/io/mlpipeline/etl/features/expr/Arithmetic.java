package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;

/**
 * The arithmetic of the vocabulary as functions of doubles, where {@code NaN} means missing. They stand here once: loops over
 * operators and generated code both call them. {@link StrictMath} where {@link Math} may differ between machines.
 */
public final class Arithmetic {
    private Arithmetic() {}

    /**
     * The number in a column.
     *
     * @param row the row
     * @param position the column's position
     * @return the result
     */
    public static double column(Row row, int position) {
        return row.number(position);
    }

    /**
     * A number itself.
     *
     * @param x the number
     * @return the same
     */
    public static double constant(double x) {
        return x;
    }

    /**
     * x, or another number where it is missing.
     *
     * @param x a number
     * @param other what is taken instead
     * @return the result
     */
    public static double fill(double x, double other) {
        return Double.isNaN(x) ? other : x;
    }

    /**
     * x limited to a range; missing stays missing.
     *
     * @param x a number
     * @param low the smallest result
     * @param high the largest result
     * @return the result
     */
    public static double clip(double x, double low, double high) {
        return Math.max(low, Math.min(high, x));
    }

    /**
     * (x - center) / scale.
     *
     * @param x a number
     * @param center what is subtracted
     * @param scale what is divided by
     * @return the result
     */
    public static double scale(double x, double center, double scale) {
        return (x - center) / scale;
    }

    /**
     * The absolute value.
     *
     * @param x a number
     * @return the result
     */
    public static double abs(double x) {
        return Math.abs(x);
    }

    /**
     * log(1 + x); missing for x of -1 and below.
     *
     * @param x a number
     * @return the result
     */
    public static double log1p(double x) {
        return x > -1 ? StrictMath.log1p(x) : Double.NaN;
    }

    /**
     * The square root; missing for negative x.
     *
     * @param x a number
     * @return the result
     */
    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /**
     * 1 if x is missing, else 0.
     *
     * @param x a number
     * @return the result
     */
    public static double isMissing(double x) {
        return Double.isNaN(x) ? 1 : 0;
    }

    /**
     * a + b.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double add(double a, double b) {
        return a + b;
    }

    /**
     * a - b.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double subtract(double a, double b) {
        return a - b;
    }

    /**
     * a * b.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double multiply(double a, double b) {
        return a * b;
    }

    /**
     * a / b; missing if b is zero.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double divide(double a, double b) {
        return b == 0 ? Double.NaN : a / b;
    }

    /**
     * The smaller of both; missing if one is.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double min(double a, double b) {
        return Math.min(a, b);
    }

    /**
     * The larger of both; missing if one is.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double max(double a, double b) {
        return Math.max(a, b);
    }

    /**
     * 1 if a is less than b, else 0; missing if one is.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double less(double a, double b) {
        return a < b ? 1 : a >= b ? 0 : Double.NaN;
    }

    /**
     * 1 if a is at most b, else 0; missing if one is.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double atMost(double a, double b) {
        return a <= b ? 1 : a > b ? 0 : Double.NaN;
    }

    /**
     * 1 if both are equal, else 0; missing if one is.
     *
     * @param a the first number
     * @param b the second number
     * @return the result
     */
    public static double equal(double a, double b) {
        return a == b ? 1 : Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 0;
    }

    /**
     * One number where a condition is not zero, the other where it is; missing where the condition is.
     *
     * @param condition the condition
     * @param then the value where it holds
     * @param otherwise the value where it does not
     * @return the result
     */
    public static double choose(double condition, double then, double otherwise) {
        return Double.isNaN(condition) ? Double.NaN : condition != 0 ? then : otherwise;
    }

    /**
     * How many of ascending edges are at most x; missing if x is.
     *
     * @param borders the edges, ascending
     * @param x a number
     * @return the result
     */
    public static double bin(double[] borders, double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        int low = 0;
        int high = borders.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (borders[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
