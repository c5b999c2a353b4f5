package io.mlpipeline.models.timeseries.panel;

/**
 * A global method: it learns one model from all series of a panel, such as boosted trees on lags or a recurrent network.
 *
 * <p>Implementations are immutable and thread-safe, and the same panel gives the same result.
 */
public interface PanelForecaster {
    /**
     * A short name for tables and logs.
     *
     * @return such as {@code boosted lags}
     */
    String name();

    /**
     * Learns from all series of a panel.
     *
     * @param panel the series, cut at the origin of the forecasts
     * @return the fitted model
     * @throws io.mlpipeline.api.error.InvalidDataException if nothing can be learned
     */
    FittedPanelForecaster fit(Panel panel);
}
