package io.mlpipeline.models.timeseries.arima;

/** How the innovations' variance behind the prediction intervals is estimated from the sum of squares. */
public enum InnovationVariance {
    /** Divided by the number of observations; too small on short series. */
    MAXIMUM_LIKELIHOOD,
    /** Divided by the number of observations less the number of coefficients. */
    DEGREES_OF_FREEDOM
}
