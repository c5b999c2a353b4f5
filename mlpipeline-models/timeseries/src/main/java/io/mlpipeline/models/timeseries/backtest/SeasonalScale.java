package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.models.timeseries.TimeSeries;

/**
 * The in-sample errors of the seasonal naive forecast, by which errors are scaled: their mean absolute value, and their mean square.
 * {@code NaN} where the training values give none, 0 where they repeat exactly.
 */
record SeasonalScale(double absolute, double square) {

    static SeasonalScale of(TimeSeries training) {
        int season = training.seasonLength();
        double sum = 0;
        double squares = 0;
        int pairs = 0;
        for (int t = season; t < training.length(); t++) {
            double change = training.value(t) - training.value(t - season);
            if (!Double.isNaN(change)) {
                sum += Math.abs(change);
                squares += change * change;
                pairs++;
            }
        }
        return new SeasonalScale(sum / pairs, squares / pairs);
    }

    boolean scales() {
        return absolute > 0;
    }
}
