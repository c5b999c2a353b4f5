package io.mlpipeline.drift.anomaly;

import io.mlpipeline.drift.statistics.Sample;
import java.util.Arrays;

/** Distances from the median in median absolute deviations. */
record ModifiedZScores(double limit) implements OutlierRule {
    private static final int FEWEST = 3;
    /** The median absolute deviation of a standard normal variable, and its mean one, as Iglewicz and Hoaglin round them. */
    private static final double MEDIAN_OF_NORMAL = 0.6745;

    private static final double MEAN_OF_NORMAL = 1.253314;

    @Override
    public OutlierReport judge(double[] values) {
        Sample sample = Sample.of(values);
        if (sample.size() < FEWEST) {
            return TooFew.judge(values);
        }
        double median = sample.quantile(0.5);
        double scale = scale(Limits.distances(values, median));
        double[] scores = Arrays.stream(values)
                .map(value -> Limits.scaled(value - median, scale))
                .toArray();
        return OutlierReport.of(scores, score -> Math.abs(score) > limit);
    }

    private static double scale(Sample distances) {
        double median = distances.quantile(0.5);
        return median > 0 ? median / MEDIAN_OF_NORMAL : MEAN_OF_NORMAL * distances.mean();
    }
}
