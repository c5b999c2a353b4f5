package io.mlpipeline.drift.anomaly;

import io.mlpipeline.drift.statistics.Sample;
import java.util.Arrays;

/** A modified z-score of what a running median and the medians of a period's positions leave over. */
record SeasonalResiduals(int period, double limit) implements OutlierRule {

    SeasonalResiduals {
        Limits.atLeast("period", 2, period);
    }

    @Override
    public OutlierReport judge(double[] values) {
        double[] rest = minus(values, runningMedian(values));
        if (values.length >= 2 * period) {
            rest = minus(rest, season(rest));
        }
        return new ModifiedZScores(limit).judge(rest);
    }

    private double[] runningMedian(double[] values) {
        double[] medians = new double[values.length];
        for (int row = 0; row < values.length; row++) {
            // A whole number of periods around every row, also at the ends, so that the rhythm cancels.
            int from = Math.max(0, Math.min(row - period, values.length - 2 * period - 1));
            int to = Math.min(values.length, from + 2 * period);
            medians[row] = medianOf(Arrays.copyOfRange(values, from, to));
        }
        return medians;
    }

    private double[] season(double[] values) {
        double[] byPosition = new double[period];
        for (int position = 0; position < period; position++) {
            double[] same = new double[(values.length - position + period - 1) / period];
            for (int i = 0; i < same.length; i++) {
                same[i] = values[position + i * period];
            }
            byPosition[position] = medianOf(same);
        }
        double[] season = new double[values.length];
        Arrays.setAll(season, row -> byPosition[row % period]);
        return season;
    }

    private static double medianOf(double[] values) {
        Sample sample = Sample.of(values);
        return sample.size() == 0 ? 0 : sample.quantile(0.5);
    }

    private static double[] minus(double[] values, double[] other) {
        double[] rest = new double[values.length];
        Arrays.setAll(rest, row -> values[row] - other[row]);
        return rest;
    }
}
