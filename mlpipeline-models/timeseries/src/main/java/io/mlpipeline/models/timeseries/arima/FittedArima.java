package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A fitted ARIMA model at the end of its series.
 *
 * <p>Immutable and thread-safe. {@link #update} and {@link #applyTo} keep coefficients, standard errors, variance and
 * information criteria; they move the state and the residuals.
 */
public final class FittedArima implements FittedForecaster {
    /** The type of its {@link #snapshot()}. */
    public static final String TYPE = "arima";

    private final ArimaOrder order;
    private final Constant constant;
    private final Estimate estimate;
    private final StandardErrors standardErrors;
    private final double variance;
    private final Spread spread;
    private final @Nullable String fallback;
    private final TimeSeries series;
    private final ArimaState state;
    private final double[] residuals;

    private FittedArima(
            ArimaOrder order,
            Constant constant,
            Estimate estimate,
            StandardErrors standardErrors,
            double variance,
            Spread spread,
            @Nullable String fallback,
            Filtered filtered) {
        this.order = order;
        this.constant = constant;
        this.estimate = estimate;
        this.standardErrors = standardErrors;
        this.variance = variance;
        this.spread = spread;
        this.fallback = fallback;
        this.series = filtered.series;
        this.state = filtered.state;
        this.residuals = filtered.residuals;
    }

    /** A series and where the filter stands after it. */
    private record Filtered(TimeSeries series, ArimaState state, double[] residuals) {
        static Filtered of(TimeSeries series, ArimaData data, Estimate estimate) {
            ArmaPolynomials polynomials = ArmaPolynomials.of(data.order(), data.season(), estimate.arma());
            ArimaState state = data.end(polynomials, estimate.regression());
            if (state.isDiffuse()) {
                throw new InvalidDataException("one part of the season was never observed in " + series + " after "
                        + data.order() + " differencing: give a longer series or difference less");
            }
            return new Filtered(series, state, data.residuals(polynomials, estimate.regression()));
        }
    }

    static FittedArima of(
            TimeSeries series,
            ArimaData data,
            Constant constant,
            Estimate estimate,
            StandardErrors standardErrors,
            InnovationVariance kind) {
        return new FittedArima(
                data.order(),
                constant,
                estimate,
                standardErrors,
                estimate.variance(kind),
                Spread.of(kind, estimate),
                null,
                Filtered.of(series, data, estimate));
    }

    /** The model of a series in which differencing and regression leave no noise. */
    static FittedArima withoutNoise(TimeSeries series, ArimaOrder order, Constant constant) {
        ArimaOrder plain = ArimaOrder.of(0, order.differences(), 0).seasonal(0, order.seasonalDifferences(), 0);
        ArimaData data = ArimaData.of(series, plain, constant);
        Estimate estimate = Estimate.of(data).withoutNoise();
        StandardErrors errors = StandardErrors.known(new double[estimate.regression().length]);
        String reason =
                order + " left no noise to model: the series follows its constant, regressors and differences exactly";
        Spread none = Spread.of(InnovationVariance.MAXIMUM_LIKELIHOOD, estimate);
        return new FittedArima(plain, constant, estimate, errors, 0, none, reason, Filtered.of(series, data, estimate));
    }

    /**
     * The order that was fitted.
     *
     * @return the order
     */
    public ArimaOrder order() {
        return order;
    }

    @Override
    public String method() {
        String name = order.describe(series.seasonLength());
        if (constant.hasDrift(order)) {
            name += " with drift";
        } else if (constant.hasIntercept(order)) {
            name += " with mean";
        }
        return series.regressors().isEmpty()
                ? name
                : name + " and regressors " + series.regressors().names();
    }

    @Override
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /**
     * The series up to where the model stands.
     *
     * @return the series
     */
    public TimeSeries series() {
        return series;
    }

    /**
     * The coefficients: ar, ma, seasonal ar, seasonal ma, constant, regressors.
     *
     * @return the coefficients in that order
     */
    public List<Coefficient> coefficients() {
        List<String> names = new ArrayList<>();
        addNames(names, "ar", order.ar());
        addNames(names, "ma", order.ma());
        addNames(names, "sar", order.seasonalAr());
        addNames(names, "sma", order.seasonalMa());
        names.addAll(ArimaData.of(series, order, constant).regressorNames());
        List<Coefficient> coefficients = new ArrayList<>();
        double[] errors = standardErrors.values();
        for (int i = 0; i < names.size(); i++) {
            int k = estimate.arma().length;
            double value = i < k ? estimate.arma()[i] : estimate.regression()[i - k];
            coefficients.add(new Coefficient(names.get(i), value, errors[i]));
        }
        return List.copyOf(coefficients);
    }

    private static void addNames(List<String> names, String prefix, int count) {
        for (int i = 1; i <= count; i++) {
            names.add(prefix + i);
        }
    }

    /**
     * One coefficient.
     *
     * @param name its name
     * @return the coefficient
     */
    public Coefficient coefficient(String name) {
        return coefficients().stream()
                .filter(coefficient -> coefficient.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no coefficient '" + name + "' in " + method()));
    }

    /**
     * The variance of the innovations behind the prediction intervals.
     *
     * @return the variance, in squared units of the series
     */
    public double innovationVariance() {
        return variance;
    }

    /**
     * The largest log-likelihood of the series that was fitted: exact, of the differenced series.
     *
     * @return the log-likelihood; infinite where there is no noise
     */
    public double logLikelihood() {
        return estimate.logLikelihood();
    }

    /**
     * Akaike's criterion; comparable between models of the same differences.
     *
     * @return the criterion, smaller is better
     */
    public double aic() {
        return estimate.aic();
    }

    /**
     * Akaike's criterion with the correction for short series.
     *
     * @return the criterion, infinite where the series is too short for it
     */
    public double aicc() {
        return estimate.aicc();
    }

    /**
     * Schwarz's criterion.
     *
     * @return the criterion, smaller is better
     */
    public double bic() {
        return estimate.bic();
    }

    /**
     * The number of observations in the likelihood: present values less those that differencing consumed.
     *
     * @return the number
     */
    public int observations() {
        return estimate.observations();
    }

    /**
     * Whether the search for the coefficients met its tolerance.
     *
     * @return false where it stopped at its limit of iterations; the coefficients are then the best seen
     */
    public boolean converged() {
        return estimate.converged();
    }

    /**
     * The one-step forecast errors, each divided by its standard deviation in units of the innovations'.
     *
     * @return one for each step of the series, {@code NaN} where the value is missing or was consumed by differencing
     */
    public double[] residuals() {
        return residuals.clone();
    }

    /**
     * Tests the residuals for autocorrelation.
     *
     * @param lags how many lags, more than there are ARMA coefficients
     * @return the result
     */
    public LjungBoxTest ljungBox(int lags) {
        return LjungBoxTest.of(residuals, lags, order.coefficients());
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        double[] mean = regressionAhead(horizon);
        double[] errors = new double[mean.length];
        ArimaState ahead = state.copy();
        for (int step = 0; step < mean.length; step++) {
            mean[step] += ahead.mean(0);
            errors[step] = Math.sqrt(variance * ahead.variance());
            ahead.advance();
        }
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, step -> series.stamp(series.length() + step));
        Forecast.Builder builder =
                Forecast.builder(method(), stamps, horizon, mean).fallback(fallback);
        return spread.intervals(builder, errors).build();
    }

    /** What the constant and the regressors contribute to the steps ahead. */
    private double[] regressionAhead(Horizon horizon) {
        Regressors future = horizon.regressors().inOrderOf(series.regressors().names());
        return ArimaData.regression(order, constant, future, series.length(), horizon.steps(), estimate.regression());
    }

    /**
     * Draws one possible future.
     *
     * @param horizon how far, with the regressors of those steps; the levels are not used
     * @param random where the randomness comes from
     * @return one value for each step
     */
    public double[] simulate(Horizon horizon, RandomGenerator random) {
        double[] path = regressionAhead(horizon);
        ArimaState ahead = state.copy();
        for (int step = 0; step < path.length; step++) {
            double spread = ahead.variance();
            double[][] value = {{ahead.mean(0) + Math.sqrt(variance * spread) * random.nextGaussian()}};
            path[step] += value[0][0];
            if (spread > 0) {
                ahead.observe(value, 0, spread);
            }
            ahead.advance();
        }
        return path;
    }

    @Override
    public FittedArima update(TimeSeries next) {
        TimeSeries all = series.append(next);
        double[] explained = ArimaData.regression(
                order,
                constant,
                next.regressors().inOrderOf(series.regressors().names()),
                series.length(),
                next.length(),
                estimate.regression());
        ArimaState moved = state.copy();
        double[] longer = Arrays.copyOf(residuals, all.length());
        for (int step = 0; step < next.length(); step++) {
            longer[series.length() + step] = moved.step(next.value(step) - explained[step]);
        }
        return new FittedArima(
                order,
                constant,
                estimate,
                standardErrors,
                variance,
                spread,
                fallback,
                new Filtered(all, moved, longer));
    }

    /**
     * The same coefficients at the end of another series, such as one of another shop.
     *
     * @param other the series, with the same regressors and season length
     * @return the model there
     * @throws InvalidDataException if it is shorter than differencing needs
     */
    public FittedArima applyTo(TimeSeries other) {
        if (!other.regressors().names().equals(series.regressors().names())
                || other.seasonLength() != series.seasonLength()) {
            throw new IllegalArgumentException(
                    other + " differs from " + series + " in season length or regressors: they must be the same");
        }
        ArimaData data = ArimaData.of(other, order, constant);
        if (data.usable() < 1) {
            throw new InvalidDataException(
                    method() + " needs more than " + data.delta().length + " values, but " + other + " is shorter");
        }
        return new FittedArima(
                order,
                constant,
                estimate,
                standardErrors,
                variance,
                spread,
                fallback,
                Filtered.of(other, data, estimate));
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Builder builder = Snapshot.builder(TYPE, series)
                .word("constant", constant.name())
                .numbers("order", order.ar(), order.differences(), order.ma())
                .numbers("seasonalOrder", order.seasonalAr(), order.seasonalDifferences(), order.seasonalMa())
                .numbers("arma", estimate.arma())
                .numbers("regression", estimate.regression())
                .numbers("standardErrors", standardErrors.values())
                .numbers("logLikelihood", estimate.logLikelihood())
                .numbers("mlVariance", estimate.variance())
                .numbers("observations", estimate.observations())
                .numbers("converged", estimate.converged() ? 1 : 0)
                .numbers("variance", variance);
        spread.store(builder);
        return fallback == null
                ? builder.build()
                : builder.word("fallback", fallback).build();
    }

    /**
     * Builds a fitted model from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @return the model, equal bit for bit to a newly fitted one; after updates, to within rounding
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedArima restore(Snapshot snapshot) {
        double[] plain = snapshot.numbers("order", 3);
        double[] seasonal = snapshot.numbers("seasonalOrder", 3);
        ArimaOrder order = ArimaOrder.of((int) plain[0], (int) plain[1], (int) plain[2])
                .seasonal((int) seasonal[0], (int) seasonal[1], (int) seasonal[2]);
        Constant constant = Constant.valueOf(snapshot.word("constant"));
        ArimaData data = ArimaData.of(snapshot.series(), order, constant);
        Estimate estimate = new Estimate(
                snapshot.numbers("arma", order.coefficients()),
                snapshot.numbers("regression", data.regressorNames().size()),
                snapshot.numbers("logLikelihood", 1)[0],
                snapshot.numbers("mlVariance", 1)[0],
                (int) snapshot.numbers("observations", 1)[0],
                snapshot.numbers("converged", 1)[0] == 1);
        return new FittedArima(
                order,
                constant,
                estimate,
                StandardErrors.known(snapshot.numbers("standardErrors", estimate.parameters() - 1)),
                snapshot.numbers("variance", 1)[0],
                Spread.restore(snapshot),
                snapshot.words().get("fallback"),
                Filtered.of(snapshot.series(), data, estimate));
    }

    @Override
    public String toString() {
        return method() + " " + coefficients();
    }
}
