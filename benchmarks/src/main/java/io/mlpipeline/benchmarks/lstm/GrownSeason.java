package io.mlpipeline.benchmarks.lstm;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * The season before times how much the last seasons grew over as many before them, by a half to twofold.
 *
 * @param season the length of the season
 * @param recent how many steps are compared with as many before
 */
record GrownSeason(int season, int recent) implements PanelForecaster, FittedPanelForecaster {
    @Override
    public String name() {
        return "seasonal naive x growth";
    }

    @Override
    public FittedPanelForecaster fit(Panel panel) {
        return this;
    }

    @Override
    public String method() {
        return name();
    }

    @Override
    public Forecast forecast(List<String> key, TimeSeries history, Horizon horizon) {
        Forecast before = SeasonalNaive.withDefaults()
                .fit(history.withSeasonLength(season))
                .forecast(horizon);
        double growth = growth(history);
        double[] mean =
                Arrays.stream(before.means()).map(value -> value * growth).toArray();
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, i -> before.stamp(i + 1));
        return Forecast.builder(name(), stamps, horizon, mean).build();
    }

    private double growth(TimeSeries history) {
        double late = sum(history, history.length() - recent);
        double early = sum(history, history.length() - 2 * recent);
        return early > 0 ? Math.max(0.5, Math.min(2, late / early)) : 1;
    }

    private double sum(TimeSeries history, int from) {
        double sum = 0;
        for (int step = Math.max(0, from); step < from + recent; step++) {
            sum += Double.isNaN(history.value(step)) ? 0 : history.value(step);
        }
        return sum;
    }
}
