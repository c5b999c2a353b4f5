package io.mlpipeline.models.timeseries;

/**
 * A forecasting method with its settings, ready to learn a series.
 *
 * <p>Implementations are immutable and thread-safe, and the same series gives the same result, bit for bit.
 */
public interface Forecaster {
    /**
     * A short name for tables and logs.
     *
     * @return such as {@code seasonal naive}
     */
    String name();

    /**
     * Learns a series.
     *
     * @param series the series
     * @return the fitted method; where the series does not allow the method, a simpler one whose
     *     {@link FittedForecaster#fallback()} says why
     * @throws io.mlpipeline.api.error.InvalidDataException if nothing can be learned, such as from missing values only
     */
    FittedForecaster fit(TimeSeries series);
}
