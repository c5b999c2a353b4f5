/**
 * Seasonal autoregressive integrated moving averages with regressors, by exact maximum likelihood.
 *
 * <p>The likelihood is that of Box and Jenkins: the exact Gaussian one of the differenced series, or where values are
 * missing the exact diffuse one, which agrees with it when nothing is.
 */
@NullMarked
package io.mlpipeline.models.timeseries.arima;

import org.jspecify.annotations.NullMarked;
