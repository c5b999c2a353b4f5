package io.mlpipeline.models.timeseries.selection;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.WithFallback;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestComparison;
import io.mlpipeline.models.timeseries.backtest.BacktestFailure;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Backtests several forecasters on the series and fits the one with the least error to all of it. On a panel every series gets the one
 * that does best on it. Regressors are taken as known ahead.
 *
 * <p>A series that is too short to be backtested, or that all candidates but the first fail on, gets the first candidate, and
 * {@link FittedForecaster#fallback()} says so. Immutable and thread-safe.
 */
public final class BestByBacktest implements Forecaster {
    private final List<Forecaster> candidates;
    private final ForecastMeasure measure;
    private final int horizon;
    private final int origins;

    private BestByBacktest(List<Forecaster> candidates, ForecastMeasure measure, int horizon, int origins) {
        this.candidates = candidates;
        this.measure = measure;
        this.horizon = horizon;
        this.origins = origins;
    }

    /**
     * A choice.
     *
     * @param horizon how many steps the forecasts are judged on
     * @param origins from how many origins, one step apart
     * @param measure the least value of which wins
     * @param candidates at least one, of different names; the first steps in where there is no choice
     * @return the forecaster
     */
    public static BestByBacktest of(
            int horizon, int origins, ForecastMeasure measure, List<? extends Forecaster> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("there is no candidate: name at least one forecaster");
        }
        Candidates.of(candidates);
        Backtest.builder(horizon).origins(origins);
        return new BestByBacktest(List.copyOf(candidates), measure, horizon, origins);
    }

    @Override
    public String name() {
        return candidates.stream().map(Forecaster::name).collect(Collectors.joining(", ", "best of ", ""));
    }

    /**
     * Backtests, chooses, fits the winner.
     *
     * @param series the series
     * @return the fitted winner
     * @throws InvalidDataException if none of the candidates can learn the series
     */
    @Override
    public FittedForecaster fit(TimeSeries series) {
        BacktestComparison table;
        try {
            table = compare(series);
        } catch (InvalidDataException e) {
            return withoutChoice(series, String.valueOf(e.getMessage()));
        }
        for (BacktestComparison.Row row : table.rows()) {
            if (!Double.isNaN(row.scores().get(0))) {
                return candidate(row.forecaster()).fit(series);
            }
        }
        return withoutChoice(series, "no candidate could be judged by " + measure);
    }

    /** A candidate that fails at some origin is judged no more: the others are compared without it. */
    private BacktestComparison compare(TimeSeries series) {
        BacktestResult result = Backtest.builder(horizon)
                .origins(origins)
                .minimumTraining(2)
                .knownAhead(series.regressors().names().toArray(String[]::new))
                .build()
                .run(series, Candidates.of(candidates));
        Set<String> failing =
                result.failures().stream().map(BacktestFailure::forecaster).collect(Collectors.toSet());
        List<String> able = result.forecasters().stream()
                .filter(name -> !failing.contains(name))
                .toList();
        if (able.isEmpty()) {
            throw new InvalidDataException("every candidate failed; the first: "
                    + result.failures().get(0).reason());
        }
        return result.only(able).compare(measure);
    }

    private FittedForecaster withoutChoice(TimeSeries series, String reason) {
        return WithFallback.of(candidates.get(0).fit(series), "no choice by backtest: " + reason);
    }

    private Forecaster candidate(String name) {
        return candidates.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return name() + " by " + measure;
    }
}
