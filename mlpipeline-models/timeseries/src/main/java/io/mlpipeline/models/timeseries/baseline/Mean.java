package io.mlpipeline.models.timeseries.baseline;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;

/** Forecasts the mean of all present values. Regressors are not used. */
public final class Mean implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "mean";

    private Mean() {}

    /**
     * The method, which has no settings.
     *
     * @return the forecaster
     */
    public static Mean withDefaults() {
        return new Mean();
    }

    @Override
    public String name() {
        return "mean";
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        double sum = 0;
        int count = 0;
        for (double value : series.values()) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return FittedBaseline.of(new Rule(count == 0 ? 0 : sum / count), series);
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

    /** The rule for a mean. */
    private record Rule(double level) implements Baseline {
        @Override
        public String name() {
            return "mean";
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public double parameter() {
            return level;
        }

        @Override
        public double mean(double[] values, int end, int ahead) {
            return level;
        }

        @Override
        public boolean hasMean(double[] values, int end) {
            return true;
        }

        @Override
        public double spread(int ahead, int observations) {
            return Math.sqrt(1 + 1.0 / observations);
        }
    }
}
