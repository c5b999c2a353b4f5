package io.mlpipeline.models.timeseries.arima;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Second moments of a stationary ARMA process with unit innovations, by finite recursions: the autocovariances of the
 * autoregression from its partial autocorrelations (Levinson and Durbin), then those of the process, then the covariance of
 * Harvey's state. What Gardner's AS 154 finds by solving a linear system of order r(r+1)/2 costs r^2 this way.
 */
final class ArmaCovariance {
    private final int dimension;
    private final double[] phi;
    private final double[] theta;
    private final double[] gamma;
    private final double[] firstColumn;

    private ArmaCovariance(ArmaPolynomials polynomials, double[] gamma) {
        this.dimension = polynomials.dimension();
        this.phi = padded(polynomials.phi(), 0, dimension);
        this.theta = padded(polynomials.theta(), 1, dimension);
        this.gamma = gamma;
        this.firstColumn = firstColumn();
    }

    private static double[] padded(double[] values, int shift, int length) {
        double[] copy = new double[length];
        System.arraycopy(values, 0, copy, shift, values.length);
        if (shift == 1) {
            copy[0] = 1;
        }
        return copy;
    }

    /** The moments, or null where the autoregression is not stationary. */
    static @Nullable ArmaCovariance of(ArmaPolynomials polynomials) {
        int q = polynomials.theta().length;
        int r = polynomials.dimension();
        double[] products = lagProducts(polynomials.theta());
        if (polynomials.phi().length == 0) {
            return new ArmaCovariance(polynomials, Arrays.copyOf(products, r + 1));
        }
        double[] autoregressive = autoregressive(polynomials.phi(), r + q + 1);
        if (autoregressive.length == 0) {
            return null;
        }
        double[] gamma = new double[r + 1];
        for (int lag = 0; lag <= r; lag++) {
            double sum = products[0] * autoregressive[lag];
            for (int m = 1; m <= q; m++) {
                if (products[m] != 0) {
                    sum += products[m] * (autoregressive[lag + m] + autoregressive[Math.abs(lag - m)]);
                }
            }
            gamma[lag] = sum;
        }
        return new ArmaCovariance(polynomials, gamma);
    }

    /** Autocovariances of the moving average, lags 0 to q. */
    private static double[] lagProducts(double[] theta) {
        int q = theta.length;
        double[] one = padded(theta, 1, q + 1);
        double[] products = new double[q + 1];
        for (int i = 0; i <= q; i++) {
            if (one[i] != 0) {
                for (int lag = 0; lag <= q - i; lag++) {
                    products[lag] += one[i] * one[i + lag];
                }
            }
        }
        return products;
    }

    /** Autocovariances of the autoregression, lags 0 to count - 1; empty where it is not stationary. */
    private static double[] autoregressive(double[] phi, int count) {
        int p = phi.length;
        double[] partial = partialAutocorrelations(phi);
        if (partial.length == 0) {
            return partial;
        }
        double[] gamma = new double[Math.max(count, p + 1)];
        double variance = 1;
        for (double r : partial) {
            variance /= (1 - r) * (1 + r);
        }
        gamma[0] = variance;
        double[] a = new double[p];
        double[] previous = new double[p];
        for (int k = 1; k <= p; k++) {
            double r = partial[k - 1];
            double sum = r * variance;
            for (int j = 1; j < k; j++) {
                sum += previous[j - 1] * gamma[k - j];
            }
            gamma[k] = sum;
            for (int j = 1; j < k; j++) {
                a[j - 1] = previous[j - 1] - r * previous[k - j - 1];
            }
            a[k - 1] = r;
            System.arraycopy(a, 0, previous, 0, k);
            variance *= (1 - r) * (1 + r);
        }
        for (int k = p + 1; k < gamma.length; k++) {
            double sum = 0;
            for (int j = 1; j <= p; j++) {
                sum += phi[j - 1] * gamma[k - j];
            }
            gamma[k] = sum;
        }
        return gamma;
    }

    /** The partial autocorrelations by the step-down recursion; empty where one reaches 1. */
    static double[] partialAutocorrelations(double[] phi) {
        double[] a = phi.clone();
        double[] lower = new double[a.length];
        for (int k = a.length; k >= 1; k--) {
            double r = a[k - 1];
            if (!(Math.abs(r) < 1)) {
                return new double[0];
            }
            double scale = 1 / ((1 - r) * (1 + r));
            for (int j = 0; j < k - 1; j++) {
                lower[j] = (a[j] + r * a[k - 2 - j]) * scale;
            }
            System.arraycopy(lower, 0, a, 0, k - 1);
        }
        return a;
    }

    /** The covariance of every element of the state with the first. */
    private double[] firstColumn() {
        double[] column = new double[dimension];
        double[] psi = psiWeights();
        column[0] = gamma[0];
        for (int i = 1; i < dimension; i++) {
            double sum = 0;
            for (int k = 0; k < dimension - i; k++) {
                sum += phi[i + k] * gamma[k + 1] + theta[i + k] * psi[k];
            }
            column[i] = sum;
        }
        return column;
    }

    private double[] psiWeights() {
        double[] psi = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            double sum = theta[j];
            for (int i = 1; i <= j; i++) {
                sum += phi[i - 1] * psi[j - i];
            }
            psi[j] = sum;
        }
        return psi;
    }

    double variance() {
        return gamma[0];
    }

    /** The first state's covariance moved one step on, times the observation vector: T P Z'. */
    void gain(double[] out) {
        for (int i = 0; i < dimension; i++) {
            out[i] = phi[i] * gamma[0] + (i + 1 < dimension ? firstColumn[i + 1] : 0);
        }
    }

    /** The whole covariance of the state, which solves P = T P T' + R R' from the last element backwards. */
    double[][] state() {
        double[][] p = new double[dimension][dimension];
        for (int i = dimension - 1; i >= 1; i--) {
            for (int j = i; j >= 1; j--) {
                double rightBelow = i + 1 < dimension ? p[i + 1][j + 1] : 0;
                double below = i + 1 < dimension ? firstColumn[i + 1] : 0;
                double right = j + 1 < dimension ? firstColumn[j + 1] : 0;
                p[i][j] =
                        rightBelow + phi[i] * phi[j] * gamma[0] + phi[i] * right + phi[j] * below + theta[i] * theta[j];
                p[j][i] = p[i][j];
            }
        }
        for (int i = 0; i < dimension; i++) {
            p[i][0] = firstColumn[i];
            p[0][i] = firstColumn[i];
        }
        return p;
    }
}
