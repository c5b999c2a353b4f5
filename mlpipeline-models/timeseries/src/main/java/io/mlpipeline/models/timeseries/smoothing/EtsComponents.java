package io.mlpipeline.models.timeseries.smoothing;

/** What exponential smoothing takes a series apart into. Immutable and thread-safe. */
public final class EtsComponents {
    private final double[] level;
    private final double[] trend;
    private final double[] season;

    EtsComponents(double[] level, double[] trend, double[] season) {
        this.level = level;
        this.trend = trend;
        this.season = season;
    }

    /**
     * The level after each step.
     *
     * @return one value for each step of the series
     */
    public double[] level() {
        return level.clone();
    }

    /**
     * The trend after each step: what is added to the level, or multiplied where the trend is multiplicative.
     *
     * @return one value for each step, 0 where the form has no trend
     */
    public double[] trend() {
        return trend.clone();
    }

    /**
     * The season that was expected of each step: what is added, or multiplied where the season is multiplicative.
     *
     * @return one value for each step, 0 where the form has no season
     */
    public double[] season() {
        return season.clone();
    }
}
