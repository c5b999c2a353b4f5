package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;

/** Reads plain numbers of few digits out of bytes; whatever else it meets it leaves to {@link DecimalScanner}. Immutable. */
final class InPlaceNumbers {
    private static final int MOST_DIGITS = 18;
    private static final long LARGEST_EXACT = 1L << 53;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private final byte point;

    InPlaceNumbers(char point) {
        this.point = (byte) point;
    }

    /** Sets a double column; false if the bytes are not a plain number. */
    boolean number(byte[] bytes, int from, int to, RowBuffer into, int column) {
        boolean negative = bytes[from] == '-';
        int at = negative ? from + 1 : from;
        if (at == to || to - at > MOST_DIGITS) {
            return false;
        }
        long digits = 0;
        int scale = 0;
        boolean afterPoint = false;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
                scale += afterPoint ? 1 : 0;
            } else if (bytes[at] == point && !afterPoint && at + 1 < to) {
                afterPoint = true;
            } else {
                return false;
            }
        }
        if (digits > LARGEST_EXACT) {
            return false;
        }
        // Both operands are exact, so the division rounds correctly: see DecimalScanner.
        double magnitude = digits / POWERS_OF_TEN[scale];
        into.setNumber(column, negative ? 0.0 - magnitude : magnitude);
        return true;
    }

    /** Sets an integer column; false if the bytes are not a plain whole number, maybe with zeros behind the point. */
    boolean integer(byte[] bytes, int from, int to, RowBuffer into, int column) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (first == to || to - first > MOST_DIGITS) {
            return false;
        }
        long digits = 0;
        int at = first;
        for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            digits = 10 * digits + (bytes[at] - '0');
        }
        if (at == first || !isNothing(bytes, at, to)) {
            return false;
        }
        into.setInteger(column, negative ? -digits : digits);
        return true;
    }

    private boolean isNothing(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] != point) {
            return false;
        }
        for (int at = from + 1; at < to; at++) {
            if (bytes[at] != '0') {
                return false;
            }
        }
        return true;
    }
}
