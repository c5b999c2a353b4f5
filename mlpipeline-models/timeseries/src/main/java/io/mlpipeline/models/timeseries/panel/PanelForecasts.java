package io.mlpipeline.models.timeseries.panel;

import io.mlpipeline.models.timeseries.Forecast;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of all series of a panel. Immutable and thread-safe. */
public final class PanelForecasts {
    private final List<SeriesOutcome> outcomes;

    PanelForecasts(List<SeriesOutcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * All outcomes.
     *
     * @return one for each series, in the order of the panel, unmodifiable
     */
    public List<SeriesOutcome> outcomes() {
        return outcomes;
    }

    /**
     * The forecasts by key.
     *
     * @return those of the series that did not fail, unmodifiable
     */
    public Map<List<String>, Forecast> forecasts() {
        Map<List<String>, Forecast> forecasts = new LinkedHashMap<>();
        outcomes.forEach(each -> each.forecast().ifPresent(forecast -> forecasts.put(each.key(), forecast)));
        return Collections.unmodifiableMap(forecasts);
    }

    /**
     * The series that could not be learned.
     *
     * @return the failures, unmodifiable
     */
    public List<SeriesFailure> failures() {
        return outcomes.stream().flatMap(each -> each.failure().stream()).toList();
    }

    @Override
    public String toString() {
        return "PanelForecasts of " + outcomes.size() + " series, " + failures().size() + " failures";
    }
}
