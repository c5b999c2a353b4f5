package io.mlpipeline.models.timeseries.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a backtest forecast, beside what came. Immutable and thread-safe. */
public final class BacktestResult {
    private final Backtest settings;
    private final List<List<String>> keys;
    private final Map<String, List<BacktestCase>> cases = new LinkedHashMap<>();
    private final List<BacktestFailure> failures;

    BacktestResult(
            Backtest settings,
            List<List<String>> keys,
            List<String> forecasters,
            List<BacktestCase> cases,
            List<BacktestFailure> failures) {
        this.settings = settings;
        this.keys = keys;
        for (String name : forecasters) {
            this.cases.put(
                    name,
                    cases.stream()
                            .filter(each -> each.forecaster().equals(name))
                            .toList());
        }
        this.failures = List.copyOf(failures);
    }

    /**
     * The same result of some of the candidates.
     *
     * @param forecasters their names, at least one
     * @return the smaller result
     * @throws IllegalArgumentException if there is no such candidate
     */
    public BacktestResult only(List<String> forecasters) {
        if (forecasters.isEmpty()) {
            throw new IllegalArgumentException("name at least one of " + forecasters());
        }
        List<BacktestCase> kept =
                forecasters.stream().flatMap(name -> cases(name).stream()).toList();
        return new BacktestResult(
                settings,
                keys,
                forecasters,
                kept,
                failures.stream()
                        .filter(each -> forecasters.contains(each.forecaster()))
                        .toList());
    }

    /**
     * The candidates.
     *
     * @return their names in order, unmodifiable
     */
    public List<String> forecasters() {
        return List.copyOf(cases.keySet());
    }

    /**
     * The keys of the series.
     *
     * @return the keys in the order of the panel, unmodifiable
     */
    public List<List<String>> keys() {
        return keys;
    }

    /**
     * The number of steps that each forecast is judged on.
     *
     * @return 1 or more
     */
    public int horizon() {
        return settings.horizon();
    }

    /**
     * The number of origins.
     *
     * @return 1 or more
     */
    public int origins() {
        return settings.origins();
    }

    /**
     * The levels of the intervals.
     *
     * @return the levels, ascending
     */
    public List<Double> levels() {
        return settings.levels().levels();
    }

    /**
     * What a candidate forecast.
     *
     * @param forecaster its name
     * @return the cases, unmodifiable
     * @throws IllegalArgumentException if there is no such candidate
     */
    public List<BacktestCase> cases(String forecaster) {
        List<BacktestCase> found = cases.get(forecaster);
        if (found == null) {
            throw new IllegalArgumentException("no candidate '" + forecaster + "' among " + forecasters());
        }
        return found;
    }

    /**
     * The forecasts that could not be made.
     *
     * @return the failures, unmodifiable
     */
    public List<BacktestFailure> failures() {
        return failures;
    }

    /**
     * How good a candidate is over all that it forecast.
     *
     * @param forecaster its name
     * @param measure the measure
     * @return the value; {@code NaN} where the measure gives none
     */
    public double score(String forecaster, ForecastMeasure measure) {
        return measure.of(ForecastPoints.of(cases(forecaster)));
    }

    /**
     * How good a candidate is at each step of the horizon.
     *
     * @param forecaster its name
     * @param measure the measure
     * @return one value for each step, the first after the gap first
     */
    public double[] scoreByStep(String forecaster, ForecastMeasure measure) {
        double[] scores = new double[horizon()];
        for (int step = 1; step <= scores.length; step++) {
            scores[step - 1] = measure.of(ForecastPoints.of(cases(forecaster), step, step));
        }
        return scores;
    }

    /**
     * How good a candidate is on each series.
     *
     * @param forecaster its name
     * @param measure the measure
     * @return the values by key, of the series that it forecast, unmodifiable
     */
    public Map<List<String>, Double> scoreBySeries(String forecaster, ForecastMeasure measure) {
        Map<List<String>, List<BacktestCase>> bySeries = new LinkedHashMap<>();
        cases(forecaster)
                .forEach(each -> bySeries.computeIfAbsent(each.key(), key -> new ArrayList<>())
                        .add(each));
        Map<List<String>, Double> scores = new LinkedHashMap<>();
        bySeries.forEach((key, list) -> scores.put(key, measure.of(ForecastPoints.of(list))));
        return Collections.unmodifiableMap(scores);
    }

    /**
     * Sets the candidates side by side, on the cases that all of them could forecast, the best first.
     *
     * @param first the measure that ranks
     * @param more further measures for the table
     * @return the table
     */
    public BacktestComparison compare(ForecastMeasure first, ForecastMeasure... more) {
        List<ForecastMeasure> measures = new ArrayList<>(List.of(more));
        measures.add(0, first);
        return Comparing.of(this, measures);
    }

    /**
     * The result as JSON: for each candidate its {@code scores}, and {@code byStep} with a number for each step, by measure; then the
     * {@code failures}.
     *
     * @param first a measure
     * @param more further measures
     * @return the text; a number that is not there is null
     */
    public String toJson(ForecastMeasure first, ForecastMeasure... more) {
        List<ForecastMeasure> measures = new ArrayList<>(List.of(more));
        measures.add(0, first);
        return ResultJson.of(this, measures);
    }

    /** How many neighbouring origins have steps in common. */
    int overlap() {
        return (settings.gap() + settings.horizon() + settings.step() - 1) / settings.step();
    }

    @Override
    public String toString() {
        return settings + ": " + forecasters() + " on " + keys.size() + " series, " + failures.size() + " failures";
    }
}
