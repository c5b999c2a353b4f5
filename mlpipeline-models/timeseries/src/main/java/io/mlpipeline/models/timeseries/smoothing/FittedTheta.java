package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.LeastSquares;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A fitted Theta model at the end of its series. Immutable and thread-safe; {@link #update} keeps the trend line, theta, the
 * smoothing parameter and the season.
 */
public final class FittedTheta implements FittedForecaster {
    /** The type of its {@link #snapshot()}. */
    public static final String TYPE = "theta";

    private static final LeastSquares SEARCH = new LeastSquares(80, 1e-12);
    private static final double[] START_ALPHAS = {0.1, 0.5, 0.9};
    /** Degrees of freedom at which Student's quantiles are the normal ones. */
    private static final double NORMAL = 1e9;

    private static final double LOWEST = 1e-4;
    private static final double HIGHEST = 1 - 1e-4;

    /** The share of the trend line stays below this, so theta below 100. */
    private static final double MOST_LINE = 0.99;

    private final ThetaModel model;
    private final TimeSeries series;
    private final Seasons seasons;
    private final double level;
    private final double deviation;
    private final double freedom;

    private FittedTheta(
            ThetaModel model, TimeSeries series, Seasons seasons, double level, double deviation, double freedom) {
        this.model = model;
        this.series = series;
        this.seasons = seasons;
        this.level = level;
        this.deviation = deviation;
        this.freedom = freedom;
    }

    static FittedTheta of(TimeSeries series, Seasons seasons, boolean optimised) {
        double[] adjusted = adjusted(series, seasons, 0);
        double[] line = ThetaModel.line(adjusted);
        int present = series.length() - series.missing();
        LeastSquares.Solution best = SEARCH.minimise(
                (x, out) -> at(x, line, adjusted, optimised).errors(adjusted, out), present, starts(optimised));
        ThetaModel model = at(best.parameters(), line, adjusted, optimised);
        double level = model.level(adjusted, model.initial());
        int estimated = best.parameters().length;
        int freedom = Math.max(1, present - estimated);
        // Akaike's final prediction error: the parameters are estimates too.
        double variance = best.sum() / freedom * (1 + (double) estimated / present);
        return new FittedTheta(model, series, seasons, level, Math.sqrt(variance), freedom);
    }

    private static double[][] starts(boolean optimised) {
        double[][] starts = new double[START_ALPHAS.length][optimised ? 3 : 2];
        for (int i = 0; i < starts.length; i++) {
            starts[i][0] = Math.log(START_ALPHAS[i] / (1 - START_ALPHAS[i]));
        }
        return starts;
    }

    /** The model at free numbers: the smoothing parameter, the initial level, and theta where it is free. */
    private static ThetaModel at(double[] free, double[] line, double[] adjusted, boolean optimised) {
        double alpha = LOWEST + (HIGHEST - LOWEST) / (1 + Math.exp(-free[0]));
        double scale = ThetaModel.scale(adjusted);
        double first = ThetaModel.first(adjusted);
        double theta = optimised ? 1 / (1 - MOST_LINE / (1 + Math.exp(-free[2]))) : 2;
        return new ThetaModel(line[0], line[1], alpha, theta, first / theta + scale * free[1]);
    }

    private static double[] adjusted(TimeSeries series, Seasons seasons, int offset) {
        double[] adjusted = series.values();
        for (int t = 0; t < adjusted.length; t++) {
            adjusted[t] = seasons.remove(adjusted[t], offset + t);
        }
        return adjusted;
    }

    @Override
    public String method() {
        return "theta " + Math.round(model.theta() * 100) / 100.0;
    }

    @Override
    public Optional<String> fallback() {
        return Optional.empty();
    }

    /**
     * How far the curvature is stretched.
     *
     * @return 1 or more; 2 in the standard method
     */
    public double theta() {
        return model.theta();
    }

    /**
     * The smoothing parameter.
     *
     * @return 0 to 1
     */
    public double alpha() {
        return model.alpha();
    }

    /**
     * Whether a season was found and removed.
     *
     * @return true if so
     */
    public boolean isSeasonal() {
        return seasons.indices().length > 1;
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        double[] mean = new double[horizon.steps()];
        double[] errors = new double[mean.length];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        for (int h = 0; h < mean.length; h++) {
            int step = series.length() + h;
            mean[h] = seasons.restore(model.mean(level, series.length(), h + 1), step);
            double spread = deviation * Math.sqrt(1 + h * model.alpha() * model.alpha());
            errors[h] = seasons.widen(spread, step);
            stamps[h] = series.stamp(step);
        }
        return Forecast.builder(method(), stamps, horizon, mean)
                .student(errors, freedom)
                .build();
    }

    @Override
    public FittedTheta update(TimeSeries next) {
        double[] adjusted = adjusted(next, seasons, series.length());
        return new FittedTheta(model, series.append(next), seasons, model.level(adjusted, level), deviation, freedom);
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder(TYPE, series)
                .numbers("line", model.intercept(), model.slope())
                .numbers("alpha", model.alpha())
                .numbers("theta", model.theta())
                .numbers("initial", model.initial())
                .numbers("season", seasons.indices())
                .numbers("multiplies", seasons.multiplies() ? 1 : 0)
                .numbers("deviation", deviation)
                .numbers("freedom", freedom)
                .build();
    }

    /**
     * Builds a fitted model from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @return the model
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedTheta restore(Snapshot snapshot) {
        double[] line = snapshot.numbers("line", 2);
        ThetaModel model = new ThetaModel(
                line[0],
                line[1],
                snapshot.numbers("alpha", 1)[0],
                snapshot.numbers("theta", 1)[0],
                snapshot.numbers("initial", 1)[0]);
        Seasons seasons = new Seasons(snapshot.numbers("season"), snapshot.numbers("multiplies", 1)[0] == 1);
        double level = model.level(adjusted(snapshot.series(), seasons, 0), model.initial());
        return new FittedTheta(
                model, snapshot.series(), seasons, level, snapshot.numbers("deviation", 1)[0], freedom(snapshot));
    }

    /** Stored since intervals are Student's; those before were normal. */
    private static double freedom(Snapshot snapshot) {
        return snapshot.numberNames().contains("freedom") ? snapshot.numbers("freedom", 1)[0] : NORMAL;
    }

    @Override
    public String toString() {
        return method() + " alpha " + model.alpha() + " " + seasons;
    }
}
