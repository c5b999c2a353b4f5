package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A fitted exponential smoothing model at the end of its series. Immutable and thread-safe. */
public final class FittedEts implements FittedForecaster {
    /** The type of its {@link #snapshot()}. */
    public static final String TYPE = "ets";

    private final EtsEstimate estimate;
    private final TimeSeries series;
    private final EtsState state;
    private final double[] residuals;

    private FittedEts(EtsEstimate estimate, TimeSeries series, EtsState state, double[] residuals) {
        this.estimate = estimate;
        this.series = series;
        this.state = state;
        this.residuals = residuals;
    }

    static FittedEts of(TimeSeries series, EtsEstimate estimate) {
        EtsState state = new EtsState(estimate.form(), estimate.parameters());
        return advance(series, estimate, state, series.values(), new double[0]);
    }

    private static FittedEts advance(
            TimeSeries all, EtsEstimate estimate, EtsState state, double[] values, double[] before) {
        double[] residuals = Arrays.copyOf(before, before.length + values.length);
        for (int t = 0; t < values.length; t++) {
            residuals[before.length + t] = EtsEstimate.step(state, estimate.form(), values[t]);
        }
        return new FittedEts(estimate, all, state, residuals);
    }

    /**
     * The form that was fitted.
     *
     * @return the form
     */
    public EtsForm form() {
        return estimate.form();
    }

    @Override
    public String method() {
        return estimate.form().toString();
    }

    @Override
    public Optional<String> fallback() {
        return Optional.empty();
    }

    /**
     * The smoothing parameter of the level.
     *
     * @return 0 to 1
     */
    public double alpha() {
        return estimate.parameters().alpha();
    }

    /**
     * The smoothing parameter of the trend.
     *
     * @return 0 to alpha; 0 where there is no trend
     */
    public double beta() {
        return estimate.parameters().beta();
    }

    /**
     * The smoothing parameter of the season.
     *
     * @return 0 to 1 - alpha; 0 where there is no season
     */
    public double gamma() {
        return estimate.parameters().gamma();
    }

    /**
     * The damping of the trend.
     *
     * @return 0.8 to 0.98, 1 where it is not damped
     */
    public double phi() {
        return estimate.parameters().phi();
    }

    /**
     * The level at the end of the series.
     *
     * @return the level, in units of the series
     */
    public double level() {
        return state.level();
    }

    /**
     * The trend at the end of the series.
     *
     * @return what is added, or multiplied where the trend is multiplicative; 0 where there is none
     */
    public double trend() {
        return state.trend();
    }

    /**
     * The log-likelihood without its constant terms, as the literature on exponential smoothing gives it.
     *
     * @return comparable between forms, not with other methods
     */
    public double logLikelihood() {
        return estimate.logLikelihood();
    }

    /**
     * Akaike's criterion with the correction for short series.
     *
     * @return comparable between forms, not with other methods
     */
    public double aicc() {
        return estimate.aicc();
    }

    /**
     * Akaike's criterion.
     *
     * @return comparable between forms, not with other methods
     */
    public double aic() {
        return estimate.aic();
    }

    /**
     * Schwarz's criterion.
     *
     * @return comparable between forms, not with other methods
     */
    public double bic() {
        return estimate.bic();
    }

    /**
     * The one-step errors, relative ones where the error is multiplicative.
     *
     * @return one for each step of the series, {@code NaN} where the value is missing
     */
    public double[] residuals() {
        return residuals.clone();
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        int steps = horizon.steps();
        double[] mean = new double[steps];
        LocalDateTime[] stamps = new LocalDateTime[steps];
        EtsState ahead = state.copy();
        for (int h = 0; h < steps; h++) {
            mean[h] = ahead.mean();
            stamps[h] = series.stamp(series.length() + h);
            ahead.skip();
        }
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean);
        if (EtsVariance.isKnown(form())) {
            EtsVariance variance = new EtsVariance(form(), estimate.parameters(), estimate.variance());
            double[] deviations = variance.deviations(state.copy(), steps);
            Arrays.setAll(deviations, h -> estimate.widening() * deviations[h]);
            return builder.student(deviations, estimate.freedom()).build();
        }
        double wider = estimate.variance() * estimate.widening() * estimate.widening();
        EtsPaths paths = EtsPaths.simulate(state, form(), wider, steps);
        for (int i = 0; i < horizon.levels().size(); i++) {
            double tail = (1 - horizon.levels().get(i)) / 2;
            builder.bounds(i, paths.quantiles(tail), paths.quantiles(1 - tail));
        }
        return builder.build();
    }

    /**
     * Draws one possible future with normal errors.
     *
     * @param steps how many steps, at least 1
     * @param random where the randomness comes from
     * @return one value for each step
     */
    public double[] simulate(int steps, RandomGenerator random) {
        return EtsPaths.path(
                state.copy(),
                form(),
                Math.sqrt(estimate.variance()),
                Horizon.of(steps).steps(),
                random);
    }

    /**
     * The level, trend and season that the model saw in the series, step by step.
     *
     * @return the components
     */
    public EtsComponents components() {
        double[][] columns = new double[3][series.length()];
        EtsState moving = new EtsState(form(), estimate.parameters());
        for (int t = 0; t < series.length(); t++) {
            columns[2][t] = moving.seasonal();
            EtsEstimate.step(moving, form(), series.value(t));
            columns[0][t] = moving.level();
            columns[1][t] = moving.trend();
        }
        return new EtsComponents(columns[0], columns[1], columns[2]);
    }

    @Override
    public FittedEts update(TimeSeries next) {
        return advance(series.append(next), estimate, state.copy(), next.values(), residuals);
    }

    @Override
    public Snapshot snapshot() {
        EtsParameters p = estimate.parameters();
        return Snapshot.builder(TYPE, series)
                .word("form", form().letters())
                .numbers("smoothing", p.alpha(), p.beta(), p.gamma(), p.phi())
                .numbers("level", p.level())
                .numbers("trend", p.trend())
                .numbers("season", p.season())
                .numbers("logLikelihood", estimate.logLikelihood())
                .numbers("sumOfSquares", estimate.sumOfSquares())
                .numbers("observations", estimate.observations())
                .build();
    }

    /**
     * Builds a fitted model from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @return the model
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedEts restore(Snapshot snapshot) {
        EtsForm form = EtsForm.of(snapshot.word("form"));
        int seasonLength = snapshot.series().seasonLength();
        double[] smoothing = snapshot.numbers("smoothing", 4);
        EtsParameters parameters = new EtsParameters(
                smoothing[0],
                smoothing[1],
                smoothing[2],
                smoothing[3],
                snapshot.numbers("level", 1)[0],
                snapshot.numbers("trend", 1)[0],
                snapshot.numbers("season", form.isSeasonal() ? seasonLength : 0));
        EtsEstimate estimate = new EtsEstimate(
                form,
                parameters,
                snapshot.numbers("logLikelihood", 1)[0],
                snapshot.numbers("sumOfSquares", 1)[0],
                (int) snapshot.numbers("observations", 1)[0],
                seasonLength);
        return of(snapshot.series(), estimate);
    }

    @Override
    public String toString() {
        return method() + " " + estimate.parameters();
    }
}
