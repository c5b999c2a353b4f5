package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.WithFallback;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing in the state space form of Hyndman, Koehler, Ord and Snyder (2008), fitted by maximum likelihood over
 * smoothing parameters and initial states; either of one form, or of the form with the least AICc.
 *
 * <p>A missing value leaves the states to go on as forecast. Seasons longer than 24 steps have too many initial states and are
 * left out. A series that is constant or has fewer than 5 present values gives the naive forecast, and
 * {@link FittedForecaster#fallback()} says so. Regressors are not used.
 */
public final class Ets implements Forecaster {
    private static final int LONGEST_SEASON = 24;
    private static final int SHORTEST = 5;

    private final @Nullable EtsForm form;

    private Ets(@Nullable EtsForm form) {
        this.form = form;
    }

    /**
     * The form that suits the series best.
     *
     * @return the forecaster
     */
    public static Ets automatic() {
        return new Ets(null);
    }

    /**
     * A given form.
     *
     * @param form the form
     * @return the forecaster
     */
    public static Ets of(EtsForm form) {
        return new Ets(form);
    }

    @Override
    public String name() {
        return form == null ? "ETS" : form.toString();
    }

    /**
     * Learns a series.
     *
     * @param series the series
     * @return a {@link FittedEts}, or the naive forecast with a reason
     * @throws InvalidDataException if all values are missing; or, with a given form, if that form needs a positive series, more
     *     values or another season
     */
    @Override
    public FittedForecaster fit(TimeSeries series) {
        double[] present = present(series);
        if (present.length < SHORTEST) {
            return naive(series, present.length + " values are too few for exponential smoothing");
        }
        if (isConstant(present)) {
            return naive(series, "the series is constant");
        }
        boolean positive = isPositive(present);
        return form == null
                ? FittedEts.of(series, choose(series, positive, present.length))
                : FittedEts.of(series, given(form, series, positive, present.length));
    }

    private static FittedForecaster naive(TimeSeries series, String reason) {
        return WithFallback.of(SeasonalNaive.withoutSeason().fit(series), reason);
    }

    private static EtsEstimate given(EtsForm form, TimeSeries series, boolean positive, int present) {
        if (form.needsPositive() && !positive) {
            throw new InvalidDataException(form + " multiplies, but " + series + " has values that are not positive");
        }
        int needed = form.parameters(series.seasonLength()) + 1;
        if (present < needed) {
            throw new InvalidDataException(
                    form + " needs at least " + needed + " values, but " + present + " are present");
        }
        if (form.isSeasonal() && (series.seasonLength() == 1 || series.seasonLength() > LONGEST_SEASON)) {
            throw new InvalidDataException(form + " needs a season of 2 to " + LONGEST_SEASON + " steps, but " + series
                    + " has " + series.seasonLength());
        }
        EtsEstimate estimate = EtsEstimate.of(series.values(), form, series.seasonLength());
        if (!estimate.isSound()) {
            throw new InvalidDataException(form + " breaks down on " + series + ". Maybe use Ets.automatic().");
        }
        return estimate;
    }

    private static EtsEstimate choose(TimeSeries series, boolean positive, int present) {
        return estimates(series, positive, present)
                .min(Comparator.comparingDouble(EtsEstimate::aicc))
                .orElseThrow(() -> new InvalidDataException("no form of exponential smoothing fits " + series));
    }

    private static Stream<EtsEstimate> estimates(TimeSeries series, boolean positive, int present) {
        int season = series.seasonLength();
        boolean seasonal = season > 1 && season <= LONGEST_SEASON && series.length() >= 2 * season;
        return EtsForm.candidates(positive, seasonal).stream()
                .filter(form -> form.parameters(season) + 1 < present)
                .map(form -> EtsEstimate.of(series.values(), form, season))
                .filter(EtsEstimate::isSound);
    }

    /**
     * Every form that {@link #automatic()} chooses from, fitted.
     *
     * @param series the series
     * @return the fitted forms in the order of their AICc, the least first; none where the series is constant or has fewer than 5
     *     present values
     */
    public static List<FittedEts> candidates(TimeSeries series) {
        double[] present = present(series);
        if (present.length < SHORTEST || isConstant(present)) {
            return List.of();
        }
        return estimates(series, isPositive(present), present.length)
                .sorted(Comparator.comparingDouble(EtsEstimate::aicc))
                .map(estimate -> FittedEts.of(series, estimate))
                .toList();
    }

    private static double[] present(TimeSeries series) {
        return Arrays.stream(series.values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static boolean isConstant(double[] present) {
        return Arrays.stream(present).allMatch(value -> value == present[0]);
    }

    private static boolean isPositive(double[] present) {
        return Arrays.stream(present).allMatch(value -> value > 0);
    }

    @Override
    public String toString() {
        return name();
    }
}
