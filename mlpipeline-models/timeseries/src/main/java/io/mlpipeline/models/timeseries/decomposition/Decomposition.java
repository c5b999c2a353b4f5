package io.mlpipeline.models.timeseries.decomposition;

/**
 * A series as the sum of trend, season and remainder. Immutable and thread-safe.
 *
 * <p>Trend and season are known at every step; the remainder is {@code NaN} where the value was missing.
 */
public final class Decomposition {
    private final double[] trend;
    private final double[] seasonal;
    private final double[] remainder;

    Decomposition(double[] trend, double[] seasonal, double[] remainder) {
        this.trend = trend;
        this.seasonal = seasonal;
        this.remainder = remainder;
    }

    /**
     * The trend.
     *
     * @return a copy, one for each step
     */
    public double[] trend() {
        return trend.clone();
    }

    /**
     * The season.
     *
     * @return a copy, one for each step
     */
    public double[] seasonal() {
        return seasonal.clone();
    }

    /**
     * What is left.
     *
     * @return a copy, one for each step, {@code NaN} where missing
     */
    public double[] remainder() {
        return remainder.clone();
    }

    /**
     * How much of the variation about the trend is season (Wang, Smith and Hyndman 2006).
     *
     * @return 0 for none to 1 for all of it
     */
    public double seasonalStrength() {
        return strength(seasonal);
    }

    /**
     * How much of the variation about the season is trend.
     *
     * @return 0 for none to 1 for all of it
     */
    public double trendStrength() {
        return strength(trend);
    }

    private double strength(double[] part) {
        double[] both = new double[part.length];
        for (int t = 0; t < both.length; t++) {
            both[t] = part[t] + remainder[t];
        }
        double whole = variance(both);
        return whole <= 0 ? 0 : Math.max(0, 1 - variance(remainder) / whole);
    }

    private static double variance(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        double squares = 0;
        for (double value : values) {
            double centred = value - sum / count;
            squares += Double.isNaN(centred) ? 0 : centred * centred;
        }
        return squares / count;
    }
}
