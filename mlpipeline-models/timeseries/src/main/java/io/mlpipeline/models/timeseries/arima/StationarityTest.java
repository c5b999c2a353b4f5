package io.mlpipeline.models.timeseries.arima;

import java.util.Arrays;

/** How often a series has to be differenced, by the test of Kwiatkowski, Phillips, Schmidt and Shin (1992) for a level. */
final class StationarityTest {
    /** The 5 % point of the statistic, from their table 1. */
    private static final double CRITICAL = 0.463;

    private static final int MOST = 2;

    private StationarityTest() {}

    /** The number of differences, 0 to 2, after which the test sees no more trend; missing values are left out. */
    static int differences(double[] values) {
        double[] w = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        for (int d = 0; d < MOST; d++) {
            if (w.length < 4 || isConstant(w) || kpss(w) <= CRITICAL) {
                return d;
            }
            w = difference(w);
        }
        return MOST;
    }

    static double kpss(double[] values) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value - mean;
            squares += sum * sum;
        }
        int lags = (int) (3 * Math.sqrt(n) / 13);
        double variance = product(values, mean, 0) / n;
        for (int lag = 1; lag <= lags; lag++) {
            variance += 2.0 * (1 - lag / (lags + 1.0)) * product(values, mean, lag) / n;
        }
        return squares / ((double) n * n) / variance;
    }

    private static double product(double[] values, double mean, int lag) {
        double sum = 0;
        for (int t = lag; t < values.length; t++) {
            sum += (values[t] - mean) * (values[t - lag] - mean);
        }
        return sum;
    }

    static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    static double[] difference(double[] values) {
        double[] differences = new double[values.length - 1];
        Arrays.setAll(differences, t -> values[t + 1] - values[t]);
        return differences;
    }
}
