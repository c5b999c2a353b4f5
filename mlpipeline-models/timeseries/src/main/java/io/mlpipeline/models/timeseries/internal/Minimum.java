package io.mlpipeline.models.timeseries.internal;

import java.util.function.DoubleUnaryOperator;

/** The least value of a function of one number, by a grid and then golden sections. */
public final class Minimum {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int CELLS = 30;

    private Minimum() {}

    /**
     * Searches.
     *
     * @param function the function
     * @param low the lower end
     * @param high the upper end
     * @param precision how close to the place of the minimum to come
     * @return the place
     */
    public static double of(DoubleUnaryOperator function, double low, double high, double precision) {
        double cell = (high - low) / CELLS;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= CELLS; i++) {
            double value = function.applyAsDouble(low + i * cell);
            if (value < least) {
                least = value;
                best = i;
            }
        }
        double from = Math.max(low, low + (best - 1) * cell);
        double to = Math.min(high, low + (best + 1) * cell);
        double left = to - GOLDEN * (to - from);
        double right = from + GOLDEN * (to - from);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        while (to - from > precision) {
            if (atLeft <= atRight) {
                to = right;
                right = left;
                atRight = atLeft;
                left = to - GOLDEN * (to - from);
                atLeft = function.applyAsDouble(left);
            } else {
                from = left;
                left = right;
                atLeft = atRight;
                right = from + GOLDEN * (to - from);
                atRight = function.applyAsDouble(right);
            }
        }
        return 0.5 * (from + to);
    }
}
