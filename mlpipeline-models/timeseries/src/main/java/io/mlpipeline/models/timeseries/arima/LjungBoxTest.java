package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.internal.Distributions;
import java.util.Arrays;

/**
 * The test of Ljung and Box (1978) that residuals are not autocorrelated.
 *
 * @param statistic n (n + 2) times the sum of the squared autocorrelations, each over n less its lag
 * @param degreesOfFreedom the number of lags less the number of fitted coefficients
 * @param pValue the probability of a statistic at least as large when there is no autocorrelation
 */
public record LjungBoxTest(double statistic, int degreesOfFreedom, double pValue) {

    /**
     * Tests residuals.
     *
     * @param residuals the residuals in order; {@code NaN} ones are dropped
     * @param lags how many autocorrelations to sum, less than the number of residuals
     * @param coefficients how many ARMA coefficients were fitted, less than {@code lags}
     * @return the result
     */
    public static LjungBoxTest of(double[] residuals, int lags, int coefficients) {
        double[] e =
                Arrays.stream(residuals).filter(value -> !Double.isNaN(value)).toArray();
        if (lags <= coefficients || lags >= e.length) {
            throw new IllegalArgumentException("lags is " + lags + ": give more than the " + coefficients
                    + " coefficients and less than the " + e.length + " residuals");
        }
        double mean = Arrays.stream(e).average().orElse(0);
        double variance = product(e, mean, 0);
        double sum = 0;
        for (int lag = 1; lag <= lags; lag++) {
            double correlation = variance == 0 ? 0 : product(e, mean, lag) / variance;
            sum += correlation * correlation / (e.length - lag);
        }
        double statistic = e.length * (e.length + 2.0) * sum;
        int freedom = lags - coefficients;
        return new LjungBoxTest(statistic, freedom, Distributions.chiSquareUpperTail(statistic, freedom));
    }

    private static double product(double[] e, double mean, int lag) {
        double sum = 0;
        for (int t = lag; t < e.length; t++) {
            sum += (e[t] - mean) * (e[t - lag] - mean);
        }
        return sum;
    }
}
