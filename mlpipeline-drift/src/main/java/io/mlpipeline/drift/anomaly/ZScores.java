package io.mlpipeline.drift.anomaly;

import io.mlpipeline.drift.statistics.Sample;
import java.util.Arrays;

/** Distances from the mean in standard deviations. */
record ZScores(double limit) implements OutlierRule {
    private static final int FEWEST = 3;

    @Override
    public OutlierReport judge(double[] values) {
        Sample sample = Sample.of(values);
        if (sample.size() < FEWEST) {
            return TooFew.judge(values);
        }
        double deviation = Math.sqrt(sample.variance());
        double[] scores = Arrays.stream(values)
                .map(value -> Limits.scaled(value - sample.mean(), deviation))
                .toArray();
        return OutlierReport.of(scores, score -> Math.abs(score) > limit);
    }
}
