package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.Arrays;

/**
 * An ARIMA model of given order, seasonal where the order is, with the series' regressors if it has some: a regression whose
 * errors follow the ARIMA process. Fitted by exact maximum likelihood; missing values are allowed anywhere.
 *
 * <p>A series that differencing and the regression explain completely, such as a constant one, leaves nothing to estimate: the
 * result then has order (0,d,0)(0,D,0) and says so in {@link FittedArima#fallback()}.
 *
 * @see <a href="https://doi.org/10.1093/acprof:oso/9780199641178.001.0001">Durbin and Koopman, Time Series Analysis by State
 *     Space Methods, 2012</a>
 */
public final class Arima implements Forecaster {
    private static final double NOTHING_LEFT = 1e-13;

    private final ArimaOrder order;
    private final Constant constant;
    private final InnovationVariance variance;

    private Arima(Builder builder) {
        this.order = builder.order;
        this.constant = builder.constant;
        this.variance = builder.variance;
    }

    /**
     * A model with a mean where nothing is differenced.
     *
     * @param order its order
     * @return the forecaster
     */
    public static Arima of(ArimaOrder order) {
        return builder(order).build();
    }

    /**
     * Starts a model.
     *
     * @param order its order
     * @return the builder
     */
    public static Builder builder(ArimaOrder order) {
        return new Builder(order);
    }

    @Override
    public String name() {
        return order.toString();
    }

    /**
     * Learns a series.
     *
     * @param series the series, with more present values than coefficients after differencing
     * @return the fitted model
     * @throws InvalidDataException if the series is too short or has no season though the order needs one, if a regressor
     *     repeats the others after differencing, or if one part of the season was never observed
     */
    @Override
    public FittedArima fit(TimeSeries series) {
        requireSeason(series);
        ArimaData data = ArimaData.of(series, order, constant);
        requireLength(data);
        requireIndependence(data);
        return isExplained(data) ? FittedArima.withoutNoise(series, order, constant) : estimated(series, data);
    }

    /**
     * The model at given coefficients, without a search, such as a published model or one of another series. The innovations'
     * variance alone is estimated, and standard errors are 0.
     *
     * @param series the series
     * @param coefficients ar, ma, seasonal ar, seasonal ma, constant, regressors, as {@link FittedArima#coefficients()} lists them
     * @return the model
     * @throws IllegalArgumentException if there are more or fewer coefficients, or the model is not stationary there
     * @throws InvalidDataException as {@link #fit} does
     */
    public FittedArima at(TimeSeries series, double... coefficients) {
        requireSeason(series);
        ArimaData data = ArimaData.of(series, order, constant);
        requireLength(data);
        int needed = order.coefficients() + data.regressorNames().size();
        if (coefficients.length != needed) {
            throw new IllegalArgumentException(order.describe(data.season()) + " with " + data.regressorNames()
                    + " has " + needed + " coefficients, but " + coefficients.length + " are given");
        }
        Estimate estimate = Estimate.at(data, coefficients);
        if (!Double.isFinite(estimate.logLikelihood())) {
            throw new IllegalArgumentException("the model is not stationary at the coefficients "
                    + Arrays.toString(coefficients) + ", or they leave no noise");
        }
        return FittedArima.of(series, data, constant, estimate, StandardErrors.known(new double[needed]), variance);
    }

    private FittedArima estimated(TimeSeries series, ArimaData data) {
        Estimate estimate = Estimate.of(data);
        return FittedArima.of(series, data, constant, estimate, StandardErrors.later(data, estimate), variance);
    }

    private void requireSeason(TimeSeries series) {
        if (order.isSeasonal() && series.seasonLength() == 1) {
            throw new InvalidDataException(order + " is seasonal, but the series has season length 1."
                    + " Maybe set it by withSeasonLength, or leave the seasonal part out.");
        }
    }

    private void requireLength(ArimaData data) {
        int needed = order.coefficients() + data.regressorNames().size() + 2;
        if (data.usable() < needed) {
            throw new InvalidDataException(order.describe(data.season()) + " needs at least "
                    + (needed + data.delta().length) + " values, but " + (data.usable() + data.delta().length)
                    + " are present: give a longer series or a lower order");
        }
    }

    private static void requireIndependence(ArimaData data) {
        if (data.regressorNames().isEmpty()) {
            return;
        }
        Likelihood likelihood = new Likelihood(data.order(), data.season(), data.whitener());
        int dependent = likelihood.dependentRegressor();
        if (dependent >= 0) {
            throw new InvalidDataException(
                    "the regressor '" + data.regressorNames().get(dependent)
                            + "' is constant or repeats the others after differencing: leave it out");
        }
    }

    /** Whether differencing and regression leave nothing but rounding. */
    private static boolean isExplained(ArimaData data) {
        double left = data.regressorNames().isEmpty() && !data.hasGaps()
                ? meanSquare(data.differenced(data.errors(new double[0])))
                : new Likelihood(data.order(), data.season(), data.whitener())
                        .at(new double[data.order().coefficients()])
                        .variance();
        double largest = 0;
        for (double value : data.errors(new double[0])) {
            largest = Double.isNaN(value) ? largest : Math.max(largest, Math.abs(value));
        }
        return Math.sqrt(left) <= NOTHING_LEFT * largest;
    }

    private static double meanSquare(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum / values.length;
    }

    @Override
    public String toString() {
        return name();
    }

    /** Collects the settings of a model. Not thread-safe. */
    public static final class Builder {
        private final ArimaOrder order;
        private Constant constant = Constant.MEAN;
        private InnovationVariance variance = InnovationVariance.PREDICTION;

        private Builder(ArimaOrder order) {
            this.order = order;
        }

        /**
         * Sets the constant; {@link Constant#MEAN} otherwise.
         *
         * @param newConstant the constant
         * @return this
         * @throws IllegalArgumentException if a drift is asked for a model that is differenced more than once
         */
        public Builder constant(Constant newConstant) {
            if (newConstant == Constant.DRIFT && !newConstant.hasDrift(order)) {
                throw new IllegalArgumentException(
                        order + " is differenced more than once, which removes a drift." + " Maybe use Constant.NONE.");
            }
            this.constant = newConstant;
            return this;
        }

        /**
         * Sets the variance behind the prediction intervals; {@link InnovationVariance#PREDICTION} otherwise.
         *
         * @param newVariance how it is estimated
         * @return this
         */
        public Builder innovationVariance(InnovationVariance newVariance) {
            this.variance = newVariance;
            return this;
        }

        /**
         * Ends the settings.
         *
         * @return the forecaster
         */
        public Arima build() {
            return new Arima(this);
        }
    }
}
