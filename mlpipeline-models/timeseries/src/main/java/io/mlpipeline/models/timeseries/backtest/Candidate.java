package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;

/** A named forecaster of either kind. */
sealed interface Candidate {
    String name();

    /** One that learns each series by itself. */
    record Local(String name, Forecaster forecaster) implements Candidate {}

    /** One that learns a model from all series. */
    record Global(String name, PanelForecaster forecaster) implements Candidate {}
}
