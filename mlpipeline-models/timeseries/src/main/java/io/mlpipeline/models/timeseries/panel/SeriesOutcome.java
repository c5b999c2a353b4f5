package io.mlpipeline.models.timeseries.panel;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.List;
import java.util.Optional;

/**
 * What came of one series of a panel: a fitted forecaster and its forecast, or a failure.
 *
 * @param key the key of the series
 * @param fitted the forecaster, empty after a failure
 * @param forecast its forecast, empty after a failure
 * @param failure why there is none, empty otherwise
 */
public record SeriesOutcome(
        List<String> key,
        Optional<FittedForecaster> fitted,
        Optional<Forecast> forecast,
        Optional<SeriesFailure> failure) {
    /** Copies the key. */
    public SeriesOutcome {
        key = List.copyOf(key);
    }

    /**
     * Learns and forecasts one series: what every way to run a panel does, in memory or on a cluster.
     *
     * @param key the key of the series
     * @param series the series
     * @param forecaster the method
     * @param horizon what to forecast
     * @return the outcome; a failure where the forecaster threw one
     */
    public static SeriesOutcome of(List<String> key, TimeSeries series, Forecaster forecaster, Horizon horizon) {
        try {
            FittedForecaster fitted = forecaster.fit(series);
            Forecast forecast = fitted.forecast(horizon);
            return new SeriesOutcome(key, Optional.of(fitted), Optional.of(forecast), Optional.empty());
        } catch (RuntimeException e) {
            return failed(SeriesFailure.of(key, e));
        }
    }

    /**
     * The outcome of a failure.
     *
     * @param failure the failure
     * @return the outcome
     */
    public static SeriesOutcome failed(SeriesFailure failure) {
        return new SeriesOutcome(failure.key(), Optional.empty(), Optional.empty(), Optional.of(failure));
    }
}
