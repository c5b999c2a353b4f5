package io.mlpipeline.drift.anomaly;

import io.mlpipeline.drift.statistics.Sample;
import java.util.Arrays;

/** Tukey's fences. */
record IqrFences(double ranges) implements OutlierRule {
    private static final int FEWEST = 3;

    @Override
    public OutlierReport judge(double[] values) {
        Sample sample = Sample.of(values);
        if (sample.size() < FEWEST) {
            return TooFew.judge(values);
        }
        double low = sample.quantile(0.25);
        double high = sample.quantile(0.75);
        double[] scores = Arrays.stream(values)
                .map(value -> Limits.scaled(outside(value, low, high), high - low))
                .toArray();
        return OutlierReport.of(scores, score -> Math.abs(score) > ranges);
    }

    private static double outside(double value, double low, double high) {
        if (value > high) {
            return value - high;
        }
        return value < low ? value - low : Double.isNaN(value) ? value : 0;
    }
}
