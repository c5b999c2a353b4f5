package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.WindowEvaluator;
import java.util.Arrays;

/**
 * A quantile of the values in a window, by straight lines between their order statistics (type 7 of Hyndman and Fan, the default
 * of R, NumPy and pandas). Sorts in scratch memory that grows with the largest window.
 */
final class SortedWindow implements WindowEvaluator {
    private final double share;
    private double[] sorted = new double[64];

    SortedWindow(double share) {
        this.share = share;
    }

    @Override
    public double evaluate(long[] times, double[] values, int from, int to, long now) {
        if (to - from > sorted.length) {
            sorted = new double[Math.max(to - from, 2 * sorted.length)];
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sorted[count++] = values[i];
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted, 0, count);
        double rank = share * (count - 1);
        int below = (int) rank;
        double rest = rank - below;
        double low = sorted[below];
        return rest == 0 || low == sorted[below + 1] ? low : low + rest * (sorted[below + 1] - low);
    }
}
