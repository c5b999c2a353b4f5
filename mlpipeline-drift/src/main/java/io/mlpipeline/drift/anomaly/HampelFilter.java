package io.mlpipeline.drift.anomaly;

import io.mlpipeline.drift.statistics.Sample;
import java.util.Arrays;

/** Hampel's filter: a modified z-score among neighbours. */
record HampelFilter(int halfWidth, double limit) implements OutlierRule {
    /** From a median absolute deviation to the standard deviation of a normal variable. */
    private static final double TO_DEVIATION = 1.4826;

    private static final int FEWEST = 3;

    HampelFilter {
        Limits.atLeast("number of neighbours on each side", 1, halfWidth);
    }

    @Override
    public OutlierReport judge(double[] values) {
        double[] scores = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            scores[row] = score(values, row);
        }
        return OutlierReport.of(scores, score -> Math.abs(score) > limit);
    }

    private double score(double[] values, int row) {
        double[] neighbours =
                Arrays.copyOfRange(values, Math.max(0, row - halfWidth), Math.min(values.length, row + halfWidth + 1));
        Sample sample = Sample.of(neighbours);
        if (sample.size() < FEWEST) {
            return Double.isFinite(values[row]) ? 0 : values[row];
        }
        double median = sample.quantile(0.5);
        double deviation = Limits.distances(neighbours, median).quantile(0.5);
        return Limits.scaled(values[row] - median, TO_DEVIATION * deviation);
    }
}
