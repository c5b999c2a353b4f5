package io.mlpipeline.models.timeseries.baseline;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;

/**
 * Continues the straight line through the first and the last present value. Intervals follow the random walk with drift,
 * whose estimated slope adds to the variance. Regressors are not used.
 */
public final class Drift implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "drift";

    private Drift() {}

    /**
     * The method, which has no settings.
     *
     * @return the forecaster
     */
    public static Drift withDefaults() {
        return new Drift();
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        double[] values = series.values();
        double slope = slope(values);
        return FittedBaseline.of(new Rule(slope), series);
    }

    private static double slope(double[] values) {
        int first = 0;
        while (first < values.length && Double.isNaN(values[first])) {
            first++;
        }
        int last = values.length - 1;
        while (last > first && Double.isNaN(values[last])) {
            last--;
        }
        return last > first ? (values[last] - values[first]) / (last - first) : 0;
    }

    /**
     * Builds a fitted forecaster from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @return the forecaster
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedForecaster restore(Snapshot snapshot) {
        return FittedBaseline.restore(new Rule(FittedBaseline.parameter(snapshot)), snapshot);
    }

    /** The rule for a slope. */
    private record Rule(double slope) implements Baseline {
        @Override
        public String name() {
            return "drift";
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public double parameter() {
            return slope;
        }

        @Override
        public double mean(double[] values, int end, int ahead) {
            int last = end - 1;
            while (Double.isNaN(values[last])) {
                last--;
            }
            return values[last] + slope * (end - 1 - last + ahead);
        }

        @Override
        public boolean hasMean(double[] values, int end) {
            return end >= 1 && !Double.isNaN(values[end - 1]);
        }

        @Override
        public double spread(int ahead, int observations) {
            return Math.sqrt(ahead * (1 + ahead / Math.max(1.0, observations - 1.0)));
        }
    }
}
