package io.mlpipeline.api.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as text, the same on every machine: a point for decimals, commas between thousands. */
final class NumberText {
    static final String MISSING = "\u2013";

    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private NumberText() {}

    static String integer(long value) {
        return grouped(Long.toString(value));
    }

    /** Whole numbers in full, others with four significant digits, very large and very small ones with an exponent. */
    static String significant(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        double size = Math.abs(value);
        if (size >= LARGEST_PLAIN || (size < SMALLEST_PLAIN && size > 0)) {
            return scientific(value);
        }
        if (value == Math.rint(value) || size >= 1000) {
            return fixed(value, 0);
        }
        return grouped(plain(BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros()));
    }

    /** A fixed number of decimals; with an exponent where that would show nothing, or too many digits. */
    static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        boolean vanished = value != 0 && rounded.signum() == 0;
        return vanished || Math.abs(value) >= LARGEST_PLAIN ? scientific(value) : grouped(plain(rounded));
    }

    /** A share too small for its decimals is below the smallest that they show. */
    static String percent(double share, int decimals) {
        if (!Double.isFinite(share)) {
            return special(share);
        }
        BigDecimal least = BigDecimal.ONE.scaleByPowerOfTen(-decimals - 2);
        if (share > 0 && BigDecimal.valueOf(share).compareTo(least) < 0) {
            return "<" + fixed(least.scaleByPowerOfTen(2).doubleValue(), decimals) + "%";
        }
        return fixed(BigDecimal.valueOf(share).scaleByPowerOfTen(2).doubleValue(), decimals) + "%";
    }

    static String scientific(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return minus(plain(rounded.scaleByPowerOfTen(-exponent))) + "e" + minus(Integer.toString(exponent));
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        return value > 0 ? "\u221e" : "\u2212\u221e";
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }

    /** Sets commas and a true minus sign. */
    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        StringBuilder text = new StringBuilder(digits);
        int first = digits.startsWith("-") ? 1 : 0;
        for (int i = (point < 0 ? digits.length() : point) - 3; i > first; i -= 3) {
            text.insert(i, ',');
        }
        return minus(text.toString());
    }

    private static String minus(String digits) {
        return digits.startsWith("-") ? "\u2212" + digits.substring(1) : digits;
    }
}
