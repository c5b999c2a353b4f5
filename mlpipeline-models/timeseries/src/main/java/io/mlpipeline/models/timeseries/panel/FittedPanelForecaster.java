package io.mlpipeline.models.timeseries.panel;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.List;

/**
 * One model of many series. It keeps no state of a series: the history comes with each call, so new values need no update, and a
 * series that was not learned from can be forecast where the method allows it. Immutable and thread-safe.
 */
public interface FittedPanelForecaster {
    /**
     * The method with its settings.
     *
     * @return such as {@code boosted lags 1, 7, 14}
     */
    String method();

    /**
     * Forecasts the steps after the end of a history.
     *
     * @param key the key of the series
     * @param history its values up to the origin
     * @param horizon how far, which intervals, and the regressors of those steps where the panel had some
     * @return the forecast, all numbers finite
     * @throws io.mlpipeline.api.error.InvalidDataException if the history is too short
     */
    Forecast forecast(List<String> key, TimeSeries history, Horizon horizon);
}
