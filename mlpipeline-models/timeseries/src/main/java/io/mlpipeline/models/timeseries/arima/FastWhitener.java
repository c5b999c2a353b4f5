package io.mlpipeline.models.timeseries.arima;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The exact Gaussian innovations of columns without gaps, by Chandrasekhar recursions on Harvey's state (Morf, Sidhu and
 * Kailath 1974; Pearlman 1980; Melard 1984): the covariance of a stationary model changes by a matrix of rank one from step
 * to step, so a step costs r where Kalman's filter costs r^2. When that change has died away the innovations follow from the
 * plain ARMA recursion over the lags that are not zero.
 */
final class FastWhitener implements Whitener {
    private static final double STEADY = 1e-15;

    private final double[][] columns;
    private final int size;

    /** Shares the arrays: differenced columns of equal length, none missing. */
    FastWhitener(double[][] columns) {
        this.columns = columns;
        this.size = columns[0].length;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int columns() {
        return columns.length;
    }

    @Override
    public double whiten(ArmaPolynomials polynomials, double[][] out) {
        Recursion recursion = Recursion.start(polynomials, columns.length);
        return recursion == null ? Double.NaN : recursion.run(columns, size, out, null);
    }

    /** The predicted state after the last step, and its covariance. */
    record End(double[] state, double[][] covariance) {}

    /** Filters the first column once more and keeps the state at the end. */
    End end(ArmaPolynomials polynomials) {
        Recursion recursion = Recursion.start(polynomials, 1);
        ArmaCovariance moments = ArmaCovariance.of(polynomials);
        if (recursion == null || moments == null) {
            throw new IllegalStateException("the fitted autoregression is not stationary");
        }
        double[][] covariance = moments.state();
        recursion.run(new double[][] {columns[0]}, size, new double[1][size], covariance);
        return new End(recursion.states[0], covariance);
    }

    /** The state of the recursions: gain times F in k, the factor of the covariance's change in y and m. */
    private static final class Recursion {
        private final int r;
        private final double[] phi;
        private final double[] k;
        private final double[] y;
        private final double[][] states;
        private final ArmaPolynomials polynomials;
        private double f;
        private double m;

        private Recursion(ArmaPolynomials polynomials, ArmaCovariance moments, int columns) {
            this.polynomials = polynomials;
            this.r = polynomials.dimension();
            this.phi = Arrays.copyOf(polynomials.phi(), r);
            this.k = new double[r + 1];
            moments.gain(k);
            this.y = k.clone();
            this.f = moments.variance();
            this.m = -1 / f;
            this.states = new double[columns][r + 1];
        }

        static @Nullable Recursion start(ArmaPolynomials polynomials, int columns) {
            ArmaCovariance moments = ArmaCovariance.of(polynomials);
            return moments == null ? null : new Recursion(polynomials, moments, columns);
        }

        /** Runs to the end; where a covariance is given it is moved along, and the steady short cut is not taken. */
        double run(double[][] columns, int size, double[][] out, double @Nullable [][] covariance) {
            double product = 1;
            double log = 0;
            for (int t = 0; t < size; t++) {
                if (covariance == null && t >= r && t % 8 == 0 && isSteady()) {
                    follow(columns, t, size, out);
                    break;
                }
                double root = Math.sqrt(f);
                for (int c = 0; c < columns.length; c++) {
                    out[c][t] = observe(states[c], columns[c][t]) / root;
                }
                product *= f;
                if (product > 1e100) {
                    log += Math.log(product);
                    product = 1;
                }
                if (covariance != null) {
                    addChange(covariance);
                }
                advance();
                // Innovations cannot be smaller than the noise; if they are, rounding has won.
                if (!(f > 0.999999)) {
                    return Double.NaN;
                }
            }
            return log + Math.log(product);
        }

        private double observe(double[] a, double value) {
            double innovation = value - a[0];
            double gain = innovation / f;
            double first = a[0];
            if (polynomials.phi().length == 0) {
                for (int i = 0; i < r; i++) {
                    a[i] = a[i + 1] + k[i] * gain;
                }
            } else {
                for (int i = 0; i < r; i++) {
                    a[i] = a[i + 1] + phi[i] * first + k[i] * gain;
                }
            }
            return innovation;
        }

        private void advance() {
            double first = y[0];
            double change = m * first;
            double next = f + change * first;
            double scale = first / next;
            for (int i = 0; i < r; i++) {
                double moved = y[i + 1] + phi[i] * first;
                k[i] += change * moved;
                y[i] = moved - k[i] * scale;
            }
            m += change * change / f;
            f = next;
        }

        private void addChange(double[][] covariance) {
            for (int i = 0; i < r; i++) {
                double factor = m * y[i];
                for (int j = 0; j < r; j++) {
                    covariance[i][j] += factor * y[j];
                }
            }
        }

        private boolean isSteady() {
            double largest = 0;
            for (int i = 0; i < r; i++) {
                largest = Math.max(largest, Math.abs(y[i]));
            }
            return -m * largest * largest < STEADY && Math.abs(f - 1) < 1e-13;
        }

        private void follow(double[][] columns, int from, int size, double[][] out) {
            Lags ar = Lags.of(polynomials.phi());
            Lags ma = Lags.of(polynomials.theta());
            for (int c = 0; c < columns.length; c++) {
                double[] w = columns[c];
                double[] e = out[c];
                for (int t = from; t < size; t++) {
                    e[t] = w[t] - ar.sum(w, t) - ma.sum(e, t);
                }
            }
        }
    }
}
