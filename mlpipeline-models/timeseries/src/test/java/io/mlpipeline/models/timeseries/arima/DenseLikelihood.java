package io.mlpipeline.models.timeseries.arima;

/**
 * The log-likelihood of a complete series from its definition, without any filter: difference, write down the covariance
 * matrix of the moving average representation, factor it, and take the best variance. Slow and independent of the code under
 * test.
 */
final class DenseLikelihood {
    private static final int WEIGHTS = 20_000;

    private DenseLikelihood() {}

    static double of(double[] series, ArimaOrder order, int season, double[] c) {
        double[] w = series;
        for (int i = 0; i < order.differences(); i++) {
            w = difference(w, 1);
        }
        for (int i = 0; i < order.seasonalDifferences(); i++) {
            w = difference(w, season);
        }
        double[] autocovariances = autocovariances(order, season, c, w.length);
        double[][] factor = cholesky(autocovariances);
        double log = 0;
        double sum = 0;
        double[] e = new double[w.length];
        for (int t = 0; t < w.length; t++) {
            double left = w[t];
            for (int s = 0; s < t; s++) {
                left -= factor[t][s] * e[s];
            }
            e[t] = left / factor[t][t];
            log += 2 * Math.log(factor[t][t]);
            sum += e[t] * e[t];
        }
        int n = w.length;
        return -0.5 * (n * Math.log(2 * Math.PI * sum / n) + n + log);
    }

    private static double[] difference(double[] values, int lag) {
        double[] differences = new double[values.length - lag];
        for (int t = 0; t < differences.length; t++) {
            differences[t] = values[t + lag] - values[t];
        }
        return differences;
    }

    private static double[] autocovariances(ArimaOrder order, int season, double[] c, int lags) {
        double[] psi = new double[WEIGHTS];
        psi[0] = 1;
        int at = order.ar();
        psi = movingAverage(psi, c, at, order.ma(), 1);
        at += order.ma();
        int seasonalAr = at;
        at += order.seasonalAr();
        psi = movingAverage(psi, c, at, order.seasonalMa(), season);
        autoregress(psi, c, 0, order.ar(), 1);
        autoregress(psi, c, seasonalAr, order.seasonalAr(), season);
        double[] covariances = new double[lags];
        for (int lag = 0; lag < lags; lag++) {
            for (int j = 0; j + lag < WEIGHTS; j++) {
                covariances[lag] += psi[j] * psi[j + lag];
            }
        }
        return covariances;
    }

    private static double[] movingAverage(double[] psi, double[] c, int from, int count, int season) {
        double[] product = psi.clone();
        for (int i = 1; i <= count; i++) {
            for (int j = i * season; j < psi.length; j++) {
                product[j] += c[from + i - 1] * psi[j - i * season];
            }
        }
        return product;
    }

    private static void autoregress(double[] psi, double[] c, int from, int count, int season) {
        for (int j = 0; j < psi.length; j++) {
            for (int i = 1; i <= count && i * season <= j; i++) {
                psi[j] += c[from + i - 1] * psi[j - i * season];
            }
        }
    }

    private static double[][] cholesky(double[] autocovariances) {
        int n = autocovariances.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = autocovariances[i - j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }
}
