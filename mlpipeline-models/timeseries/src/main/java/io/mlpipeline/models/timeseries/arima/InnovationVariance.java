package io.mlpipeline.models.timeseries.arima;

/** How the variance behind the prediction intervals is estimated from the sum of squares. */
public enum InnovationVariance {
    /** Divided by the number of observations, with normal quantiles; too small on short series. */
    MAXIMUM_LIKELIHOOD,
    /** Divided by the number of observations less the number of coefficients, with normal quantiles. */
    DEGREES_OF_FREEDOM,
    /**
     * As {@link #DEGREES_OF_FREEDOM}, wider by the share of the coefficients in the observations, which are estimates too (the final
     * prediction error of Akaike 1970), with Student's quantiles.
     */
    PREDICTION
}
