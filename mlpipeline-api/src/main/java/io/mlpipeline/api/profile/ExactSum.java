package io.mlpipeline.api.profile;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A sum of finite doubles without rounding error, so that neither the order nor the partitioning of the values matters.
 *
 * <p>The sum is kept as non-overlapping partial sums (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997).
 */
final class ExactSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private double[] partials = new double[4];
    private int size;

    void add(double value) {
        if (value == 0) {
            return; // such as the rest of a small integer's square
        }
        double x = value;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double y = partials[i];
            double high = x + y;
            double bigger = Math.abs(x) >= Math.abs(y) ? x : y;
            double smaller = bigger == x ? y : x;
            double low = smaller - (high - bigger);
            if (low != 0) {
                partials[kept++] = low;
            }
            x = high;
        }
        if (kept == partials.length) {
            partials = Arrays.copyOf(partials, 2 * kept);
        }
        partials[kept] = x;
        size = kept + 1;
    }

    void add(ExactSum other) {
        for (int i = 0; i < other.size; i++) {
            add(other.partials[i]);
        }
    }

    BigDecimal value() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < size; i++) {
            sum = sum.add(new BigDecimal(partials[i]));
        }
        return sum;
    }
}
