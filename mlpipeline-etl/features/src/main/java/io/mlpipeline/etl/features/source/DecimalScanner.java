package io.mlpipeline.etl.features.source;

/**
 * Takes a decimal number apart without allocating: {@code [+-]digits[point digits][e[+-]digits]}, ASCII digits only.
 *
 * <p>Nothing depends on a locale. Not thread-safe.
 */
final class DecimalScanner {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long LARGEST_EXACT = 1L << 53;
    private static final int LARGEST_EXPONENT = 9_999;

    private final char point;
    private boolean negative;
    private boolean overflow;
    private boolean hasExponent;
    private long digits;
    private int scale;
    private int exponent;

    DecimalScanner(char point) {
        this.point = point;
    }

    /** Whether the text is a number; the other methods then tell which. */
    boolean scan(String text) {
        negative = text.startsWith("-");
        overflow = false;
        hasExponent = false;
        digits = 0;
        scale = 0;
        exponent = 0;
        int end = scanDigits(text, negative || text.startsWith("+") ? 1 : 0);
        return end == text.length() || (end > 0 && scanExponent(text, end));
    }

    /** Where the digits end; -1 if there are none. */
    private int scanDigits(String text, int start) {
        boolean any = false;
        boolean afterPoint = false;
        int at = start;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                any = true;
                scale += afterPoint ? 1 : 0;
                append(c - '0');
            } else if (c == point && !afterPoint) {
                afterPoint = true;
            } else {
                break;
            }
        }
        return any ? at : -1;
    }

    private void append(int digit) {
        if (digits > (Long.MAX_VALUE - digit) / 10) {
            overflow = true;
        } else {
            digits = 10 * digits + digit;
        }
    }

    private boolean scanExponent(String text, int start) {
        if ((text.charAt(start) | 0x20) != 'e') {
            return false;
        }
        hasExponent = true;
        int at = start + 1;
        boolean down = at < text.length() && text.charAt(at) == '-';
        at += down || (at < text.length() && text.charAt(at) == '+') ? 1 : 0;
        int first = at;
        for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
            exponent = Math.min(LARGEST_EXPONENT, 10 * exponent + text.charAt(at) - '0');
        }
        exponent = down ? -exponent : exponent;
        return at > first && at == text.length();
    }

    /**
     * The nearest double; infinite if there is none. Zero is never negative, so that equal numbers have equal bits.
     *
     * <p>Up to 2^53 and 10^22 both operands are exact, so one division or multiplication rounds correctly (W. D.
     * Clinger, How to Read Floating Point Numbers Accurately, 1990); the JDK takes the rest.
     */
    double toDouble(String text) {
        int power = exponent - scale;
        if (overflow || digits > LARGEST_EXACT || Math.abs(power) >= POWERS_OF_TEN.length) {
            return 0.0 + Double.parseDouble(point == '.' ? text : text.replace(point, '.'));
        }
        double magnitude = power < 0 ? digits / POWERS_OF_TEN[-power] : digits * POWERS_OF_TEN[power];
        return negative ? 0.0 - magnitude : magnitude;
    }

    /** Whether the number is written as an integer, or with nothing but zeros behind the point. */
    boolean isWhole() {
        while (scale > 0 && digits % 10 == 0) {
            digits /= 10;
            scale--;
        }
        return scale == 0 && !hasExponent;
    }

    boolean fitsLong() {
        return !overflow;
    }

    long toLong() {
        return negative ? -digits : digits;
    }
}
