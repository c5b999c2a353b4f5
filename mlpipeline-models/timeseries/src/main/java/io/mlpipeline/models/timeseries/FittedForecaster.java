package io.mlpipeline.models.timeseries;

import java.util.Optional;

/**
 * A method with the parameters that it learned from one series, standing at the end of that series.
 *
 * <p>Implementations are immutable and thread-safe: {@link #update} gives a new one.
 */
public interface FittedForecaster {
    /**
     * The method with its order or form.
     *
     * @return such as {@code ARIMA(0,1,1)(0,1,1)[12]}
     */
    String method();

    /**
     * Why a simpler method stepped in for the one asked for.
     *
     * @return the reason, empty if none did
     */
    Optional<String> fallback();

    /**
     * Forecasts the steps after the end of the series.
     *
     * @param horizon how far, which intervals, and the regressors of those steps where the series had some
     * @return the forecast, all numbers finite
     * @throws IllegalArgumentException if the regressors are not those of the series
     */
    Forecast forecast(Horizon horizon);

    /**
     * Forecasts the steps after the end of the series, with intervals at 80 % and 95 %.
     *
     * @param steps how many steps, at least 1
     * @return the forecast, all numbers finite
     */
    default Forecast forecast(int steps) {
        return forecast(Horizon.of(steps));
    }

    /**
     * Takes in the values that have come since, without learning anew: the parameters stay, the state moves on.
     *
     * @param next the steps that follow the end of the series, with their regressors where it had some
     * @return the forecaster at the new end
     * @throws IllegalArgumentException if {@code next} does not start where the series ended
     */
    FittedForecaster update(TimeSeries next);

    /**
     * What this forecaster is made of, for storage.
     *
     * @return enough to build it again
     */
    Snapshot snapshot();
}
