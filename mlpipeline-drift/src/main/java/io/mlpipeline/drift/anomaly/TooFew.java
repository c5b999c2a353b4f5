package io.mlpipeline.drift.anomaly;

import java.util.Arrays;

/** The report on a batch with too few finite values to measure any by: infinite ones alone stand out. */
final class TooFew {
    private TooFew() {}

    static OutlierReport judge(double[] values) {
        double[] scores = Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? 0 : value)
                .toArray();
        return OutlierReport.of(scores, Double::isInfinite);
    }
}
