package io.mlpipeline.benchmarks.lstm;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.util.List;

/**
 * A method for one series, fitted anew at each origin to the last steps alone, so that long hourly series can be afforded.
 *
 * @param name what tables call it
 * @param forecaster the method
 * @param season the length of its season
 * @param most how many steps it looks at
 */
record EachAlone(String name, Forecaster forecaster, int season, int most)
        implements PanelForecaster, FittedPanelForecaster {
    @Override
    public FittedPanelForecaster fit(Panel panel) {
        return this;
    }

    @Override
    public String method() {
        return name;
    }

    @Override
    public Forecast forecast(List<String> key, TimeSeries history, Horizon horizon) {
        TimeSeries recent = history.slice(Math.max(0, history.length() - most), history.length());
        return forecaster.fit(recent.withSeasonLength(season)).forecast(horizon);
    }
}
