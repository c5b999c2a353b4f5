package io.mlpipeline.models.timeseries.baseline;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;

/**
 * Repeats the last season; where the series has none, the last value. A step of the season whose value is missing takes that
 * of the season before, and so on; one that was never seen takes the last value of all.
 *
 * <p>Intervals follow the seasonal random walk, whose variance is the mean square of the changes from season to season.
 * Regressors are not used.
 */
public final class SeasonalNaive implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "seasonal-naive";

    private final boolean ignoresSeason;

    private SeasonalNaive(boolean ignoresSeason) {
        this.ignoresSeason = ignoresSeason;
    }

    /**
     * The method as it is.
     *
     * @return the forecaster
     */
    public static SeasonalNaive withDefaults() {
        return new SeasonalNaive(false);
    }

    /**
     * The last value, whatever the season.
     *
     * @return the forecaster
     */
    public static SeasonalNaive withoutSeason() {
        return new SeasonalNaive(true);
    }

    @Override
    public String name() {
        return ignoresSeason ? "naive" : "seasonal naive";
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        return FittedBaseline.of(
                new Rule(ignoresSeason || series.seasonLength() == 1 ? 1 : series.seasonLength()), series);
    }

    /**
     * Builds a fitted forecaster from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @return the forecaster
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedForecaster restore(Snapshot snapshot) {
        return FittedBaseline.restore(new Rule((int) FittedBaseline.parameter(snapshot)), snapshot);
    }

    /** The rule for a season length. */
    private record Rule(int period) implements Baseline {
        @Override
        public String name() {
            return period == 1 ? "naive" : "seasonal naive [" + period + "]";
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public double parameter() {
            return period;
        }

        @Override
        public double mean(double[] values, int end, int ahead) {
            for (int t = end - period + (ahead - 1) % period; t >= 0; t -= period) {
                if (!Double.isNaN(values[t])) {
                    return values[t];
                }
            }
            int last = end - 1;
            while (Double.isNaN(values[last])) {
                last--;
            }
            return values[last];
        }

        @Override
        public boolean hasMean(double[] values, int end) {
            return end >= period && !Double.isNaN(values[end - period]);
        }

        @Override
        public double spread(int ahead, int observations) {
            int seasons = (ahead - 1) / period + 1;
            return Math.sqrt(seasons);
        }
    }
}
