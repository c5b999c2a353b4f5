package io.mlpipeline.models.timeseries.arima;

/**
 * An estimated coefficient.
 *
 * @param name {@code ar1}, {@code ma1}, {@code sar1}, {@code sma1} and so on, {@code intercept}, {@code drift}, or the name of
 *     a regressor
 * @param value the estimate; moving averages count with a plus sign, as in {@code e(t) + ma1 e(t-1)}
 * @param standardError its standard error from the observed information; {@code NaN} where the likelihood is flat or the
 *     estimate lies on the edge of the stationary region
 */
public record Coefficient(String name, double value, double standardError) {}
