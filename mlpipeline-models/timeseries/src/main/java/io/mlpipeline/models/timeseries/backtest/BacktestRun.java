package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.Pieces;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The work of one backtest, cut into pieces that each begin with a fit. */
final class BacktestRun {
    private final Backtest settings;
    private final Panel panel;
    private final Candidates candidates;
    private final Origins origins;
    private final List<List<String>> keys;

    BacktestRun(Backtest settings, Panel panel, Candidates candidates) {
        this.settings = settings;
        this.panel = panel;
        this.candidates = candidates;
        this.origins = new Origins(settings, panel);
        this.keys = panel.keys();
        for (Candidate candidate : candidates.all()) {
            if (candidate instanceof Candidate.Global && settings.fromEachEnd()) {
                throw new IllegalArgumentException(
                        "'" + candidate.name() + "' learns from all series, so at an origin of its own"
                                + " a series' future would show in others: leave fromEachEnd out");
            }
        }
        requireSomething();
    }

    private void requireSomething() {
        for (TimeSeries series : panel.asMap().values()) {
            for (int origin = 0; origin < origins.count(); origin++) {
                if (origins.asks(series, origins.known(series, origin))) {
                    return;
                }
            }
        }
        throw new InvalidDataException("none of the " + panel.size() + " series reaches an origin of " + settings
                + ". Maybe they are too short: choose a shorter horizon or fewer origins");
    }

    BacktestResult result() {
        List<Piece> pieces = pieces();
        @Nullable Outcome[] outcomes = new @Nullable Outcome[pieces.size()];
        Pieces.run(
                outcomes.length,
                settings.executor(),
                settings.parallelism(),
                piece -> outcomes[piece] = outcome(pieces.get(piece)));
        List<BacktestCase> cases = new ArrayList<>();
        List<BacktestFailure> failures = new ArrayList<>();
        for (@Nullable Outcome outcome : outcomes) {
            cases.addAll(Objects.requireNonNull(outcome).cases);
            failures.addAll(outcome.failures);
        }
        return new BacktestResult(settings, keys, candidates.names(), cases, failures);
    }

    /** The origins from one fit to the next, of one series or of all. */
    private record Piece(Candidate candidate, int series, int firstOrigin) {}

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            int parts = candidate instanceof Candidate.Local ? keys.size() : 1;
            for (int series = 0; series < parts; series++) {
                for (int origin = 0; origin < origins.count(); origin += settings.refitEvery()) {
                    pieces.add(new Piece(candidate, series, origin));
                }
            }
        }
        return pieces;
    }

    private Outcome outcome(Piece piece) {
        Outcome outcome = new Outcome();
        if (piece.candidate instanceof Candidate.Local local) {
            local(local, piece, outcome);
        } else if (piece.candidate instanceof Candidate.Global global) {
            global(global, piece, outcome);
        }
        return outcome;
    }

    private int lastOrigin(Piece piece) {
        return Math.min(origins.count(), piece.firstOrigin + settings.refitEvery());
    }

    private void local(Candidate.Local candidate, Piece piece, Outcome outcome) {
        List<String> key = keys.get(piece.series);
        TimeSeries series = panel.series(key);
        FittedForecaster fitted = null;
        int fittedAt = 0;
        for (int origin = piece.firstOrigin; origin < lastOrigin(piece); origin++) {
            int known = origins.known(series, origin);
            if (!origins.asks(series, known)) {
                continue;
            }
            try {
                fitted = fitted == null
                        ? candidate.forecaster().fit(training(series, known))
                        : fitted.update(series.slice(fittedAt, known));
                fittedAt = known;
                BacktestCase.Cut cut = cut(series, known);
                outcome.cases.add(
                        new BacktestCase(candidate.name(), key, origin, cut, fitted.forecast(horizon(series, known))));
            } catch (RuntimeException e) {
                outcome.failures.add(failure(candidate, key, series, known, e));
                fitted = null;
            }
        }
    }

    private void global(Candidate.Global candidate, Piece piece, Outcome outcome) {
        FittedPanelForecaster fitted = null;
        for (int origin = piece.firstOrigin; origin < lastOrigin(piece); origin++) {
            int at = origin;
            try {
                if (fitted == null) {
                    fitted = candidate.forecaster().fit(panel.map((key, series) -> known(series, at)));
                }
            } catch (RuntimeException e) {
                panel.asMap().forEach((key, series) -> {
                    int known = origins.known(series, at);
                    if (origins.asks(series, known)) {
                        outcome.failures.add(failure(candidate, key, series, known, e));
                    }
                });
                continue;
            }
            for (List<String> key : keys) {
                forecast(candidate, fitted, key, at, outcome);
            }
        }
    }

    private void forecast(
            Candidate candidate, FittedPanelForecaster fitted, List<String> key, int origin, Outcome outcome) {
        TimeSeries series = panel.series(key);
        int known = origins.known(series, origin);
        if (!origins.asks(series, known)) {
            return;
        }
        try {
            outcome.cases.add(new BacktestCase(
                    candidate.name(),
                    key,
                    origin,
                    cut(series, known),
                    fitted.forecast(key, training(series, known), horizon(series, known))));
        } catch (RuntimeException e) {
            outcome.failures.add(failure(candidate, key, series, known, e));
        }
    }

    private static BacktestFailure failure(
            Candidate candidate, List<String> key, TimeSeries series, int known, RuntimeException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return new BacktestFailure(candidate.name(), key, series.stamp(known), reason);
    }

    /** What a global model may learn from; a series that had not begun gives nothing. */
    private @Nullable TimeSeries known(TimeSeries series, int origin) {
        int known = origins.known(series, origin);
        return known < 1 ? null : training(series, known);
    }

    private TimeSeries training(TimeSeries series, int known) {
        return series.slice(origins.from(known), known);
    }

    private BacktestCase.Cut cut(TimeSeries series, int known) {
        double[] actual =
                Arrays.copyOfRange(series.values(), known + settings.gap(), known + origins.ahead(series, known));
        return new BacktestCase.Cut(series.stamp(known), actual, SeasonalScale.of(training(series, known)));
    }

    private Horizon horizon(TimeSeries series, int known) {
        int steps = origins.ahead(series, known);
        Regressors future = series.regressors().isEmpty()
                ? Regressors.none()
                : series.regressors().slice(known, known + steps);
        double[] levels = settings.levels().levels().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return Horizon.of(steps).withLevels(levels).withRegressors(future);
    }

    /** What came of a piece. */
    private static final class Outcome {
        private final List<BacktestCase> cases = new ArrayList<>();
        private final List<BacktestFailure> failures = new ArrayList<>();
    }
}
