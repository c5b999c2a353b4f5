package io.mlpipeline.benchmarks.lstm;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.util.Arrays;
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
        List<String> moving = moving(recent.regressors());
        TimeSeries seen = recent.withSeasonLength(season).withRegressors(only(recent.regressors(), moving));
        return forecaster.fit(seen).forecast(horizon.withRegressors(only(horizon.regressors(), moving)));
    }

    /** A regressor that did not move in what is looked at, such as a holiday in weeks without one, cannot be learned. */
    private static List<String> moving(Regressors all) {
        return all.names().stream()
                .filter(name -> Arrays.stream(all.values(name)).distinct().count() > 1)
                .toList();
    }

    private static Regressors only(Regressors all, List<String> names) {
        Regressors kept = Regressors.none();
        for (String name : names) {
            kept = kept.and(name, all.values(name));
        }
        return kept;
    }
}
