package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.internal.Distributions;
import java.util.Arrays;

/**
 * The test of Diebold and Mariano (1995) that two forecasters are equally good, corrected for few origins by Harvey, Leybourne and
 * Newbold (1997), with the quantiles of Student's t.
 *
 * @param statistic negative where the first forecaster loses less
 * @param origins how many losses were compared
 * @param pValue the two-sided probability of a statistic as large if both were equally good
 */
public record DieboldMariano(double statistic, int origins, double pValue) {

    /**
     * Compares losses.
     *
     * <p>The variance of their mean difference sums the autocovariances below the horizon; where that sum is not positive, they are
     * weighted as by Bartlett's kernel, which cannot be negative.
     *
     * @param first the losses of one forecaster, by origin in order of time
     * @param second those of the other at the same origins
     * @param horizon how many neighbouring origins share errors: the forecast's steps if the origin moves on by one
     * @return the result
     * @throws InvalidDataException if there are too few origins for the horizon, or the differences don't vary
     */
    public static DieboldMariano ofLosses(double[] first, double[] second, int horizon) {
        if (first.length != second.length || horizon < 1) {
            throw new IllegalArgumentException("losses at " + first.length + " and " + second.length
                    + " origins over a horizon of " + horizon + ": give as many of both, and a horizon of 1 or more");
        }
        int n = first.length;
        double correction = (n + 1 - 2.0 * horizon + (double) horizon * (horizon - 1) / n) / n;
        if (n < 3 || n <= horizon || correction <= 0) {
            throw new InvalidDataException(n + " origins are too few to compare forecasts of " + horizon
                    + " overlapping steps: backtest with more origins, or move them on by more steps");
        }
        double[] difference = new double[n];
        Arrays.setAll(difference, t -> first[t] - second[t]);
        double mean = Arrays.stream(difference).average().orElseThrow();
        double variance = variance(difference, mean, horizon, false);
        if (!(variance > 0)) {
            variance = variance(difference, mean, horizon, true);
        }
        if (!(variance > 0)) {
            throw new InvalidDataException("the losses of both forecasters differ by " + mean + " at all " + n
                    + " origins: without variation there is nothing to test");
        }
        double statistic = mean / Math.sqrt(variance / n) * Math.sqrt(correction);
        return new DieboldMariano(statistic, n, Distributions.studentTails(statistic, n - 1));
    }

    /**
     * Compares errors by their absolute values to a power.
     *
     * @param first the errors of one forecaster, by origin in order of time
     * @param second those of the other
     * @param horizon the step that the errors are of
     * @param power 1 for absolute errors, 2 for squares
     * @return the result
     * @throws InvalidDataException if there are too few origins for the horizon, or the differences don't vary
     */
    public static DieboldMariano ofErrors(double[] first, double[] second, int horizon, double power) {
        if (!(power > 0)) {
            throw new IllegalArgumentException("the power is " + power + ": give 1 for absolute errors, 2 for squares");
        }
        return ofLosses(losses(first, power), losses(second, power), horizon);
    }

    private static double[] losses(double[] errors, double power) {
        return Arrays.stream(errors)
                .map(error -> StrictMath.pow(Math.abs(error), power))
                .toArray();
    }

    /** The long-run variance: autocovariances up to the horizon, all divided by n. */
    private static double variance(double[] d, double mean, int horizon, boolean bartlett) {
        double sum = 0;
        for (int lag = 0; lag < horizon; lag++) {
            double covariance = 0;
            for (int t = lag; t < d.length; t++) {
                covariance += (d[t] - mean) * (d[t - lag] - mean);
            }
            double weight = bartlett ? 1 - (double) lag / horizon : 1;
            sum += (lag == 0 ? 1 : 2) * weight * covariance / d.length;
        }
        // Rounding leaves a trace of variance in differences that are all equal.
        double size = mean * mean * 1e-24;
        return sum > size ? sum : 0;
    }
}
