package io.mlpipeline.drift;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them: three digits that matter, the same in every locale. */
final class Figures {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Figures() {}

    static String of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros();
        boolean readable = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7);
        return readable ? rounded.toPlainString() : rounded.toString();
    }

    static String percent(double share) {
        return of(100 * share) + " %";
    }
}
