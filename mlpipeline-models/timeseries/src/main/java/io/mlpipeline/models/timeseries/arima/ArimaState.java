package io.mlpipeline.models.timeseries.arima;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Kalman's filter for an ARIMA process in levels: Harvey's state of the differenced process, followed by the last values that
 * differencing needs (Durbin and Koopman 2012, 3.4). Those are diffuse at the start and handled exactly (5.2). Several
 * columns share the covariances. Mutable; used by one thread.
 */
final class ArimaState {
    private static final double DIFFUSE = 1e-7;

    private final int r;
    private final int dimension;
    private final double[] phi;
    private final double[] noise;
    private final Lags levels;
    private final double[][] a;
    private double[][] p;
    private double[][] spare;
    private double @Nullable [][] diffuse;
    private final double[] gain;

    private ArimaState(double[] phi, double[] noise, Lags levels, int levelCount, int columns) {
        this.r = noise.length;
        this.dimension = r + levelCount;
        this.phi = phi;
        this.noise = noise;
        this.levels = levels;
        this.a = new double[columns][dimension];
        this.p = new double[dimension][dimension];
        this.spare = new double[dimension][dimension];
        this.gain = new double[dimension];
    }

    private static ArimaState empty(ArmaPolynomials polynomials, double[] delta, int columns) {
        int r = polynomials.dimension();
        double[] noise = new double[r];
        noise[0] = 1;
        System.arraycopy(polynomials.theta(), 0, noise, 1, polynomials.theta().length);
        return new ArimaState(Arrays.copyOf(polynomials.phi(), r), noise, Lags.of(delta), delta.length, columns);
    }

    /** The state before the first value, or null where the model is not stationary. */
    static @Nullable ArimaState start(ArmaPolynomials polynomials, double[] delta, int columns) {
        ArmaCovariance moments = ArmaCovariance.of(polynomials);
        if (moments == null) {
            return null;
        }
        ArimaState state = empty(polynomials, delta, columns);
        state.placeCovariance(moments.state());
        if (delta.length > 0) {
            double[][] unknown = new double[state.dimension][state.dimension];
            for (int i = state.r; i < state.dimension; i++) {
                unknown[i][i] = 1;
            }
            state.diffuse = unknown;
        }
        return state;
    }

    /** The state after a series without gaps: the end of its differenced process and its last values, newest first. */
    static ArimaState at(ArmaPolynomials polynomials, double[] delta, FastWhitener.End end, double[] lastValues) {
        ArimaState state = empty(polynomials, delta, 1);
        state.placeCovariance(end.covariance());
        System.arraycopy(end.state(), 0, state.a[0], 0, state.r);
        System.arraycopy(lastValues, 0, state.a[0], state.r, delta.length);
        return state;
    }

    private void placeCovariance(double[][] covariance) {
        for (int i = 0; i < r; i++) {
            System.arraycopy(covariance[i], 0, p[i], 0, r);
        }
    }

    ArimaState copy() {
        ArimaState copy = new ArimaState(phi, noise, levels, dimension - r, a.length);
        for (int c = 0; c < a.length; c++) {
            copy.a[c] = a[c].clone();
        }
        copy.p = deepCopy(p);
        copy.diffuse = diffuse == null ? null : deepCopy(diffuse);
        return copy;
    }

    private static double[][] deepCopy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        Arrays.setAll(copy, i -> matrix[i].clone());
        return copy;
    }

    /** Whether some value needed for a forecast was never seen. */
    boolean isDiffuse() {
        return diffuse != null;
    }

    /** The mean of the next value of a column. */
    double mean(int column) {
        return a[column][0] + levels.weighted(a[column], r);
    }

    /** The variance of the next value, in units of the innovations' variance. */
    double variance() {
        project(p);
        return Math.max(0, gain[0] + levels.weighted(gain, r));
    }

    /** The diffuse part of that variance, 0 once the state is known. */
    double diffuseVariance() {
        if (diffuse == null) {
            return 0;
        }
        project(diffuse);
        double variance = gain[0] + levels.weighted(gain, r);
        return variance > DIFFUSE ? variance : 0;
    }

    /** The covariance of the state with the next value, into gain. */
    private void project(double[][] covariance) {
        for (int i = 0; i < dimension; i++) {
            gain[i] = covariance[i][0] + levels.weighted(covariance[i], r);
        }
    }

    /** Takes in the next value of every column, given its variance just computed; the diffuse part is 0. */
    void observe(double[][] columns, int t, double variance) {
        project(p);
        for (int c = 0; c < a.length; c++) {
            double step = (columns[c][t] - mean(c)) / variance;
            for (int i = 0; i < dimension; i++) {
                a[c][i] += gain[i] * step;
            }
        }
        subtract(p, gain, variance);
    }

    /** Takes in a value whose variance is diffuse. */
    void observeDiffuse(double[][] columns, int t, double variance, double diffuseVariance) {
        project(p);
        double[] known = gain.clone();
        double[][] unknown = Objects.requireNonNull(diffuse);
        project(unknown);
        for (int c = 0; c < a.length; c++) {
            double step = (columns[c][t] - mean(c)) / diffuseVariance;
            for (int i = 0; i < dimension; i++) {
                a[c][i] += gain[i] * step;
            }
        }
        double ratio = variance / diffuseVariance;
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                p[i][j] += (gain[i] * gain[j] * ratio - known[i] * gain[j] - gain[i] * known[j]) / diffuseVariance;
            }
        }
        subtract(unknown, gain, diffuseVariance);
    }

    private static void subtract(double[][] covariance, double[] gain, double variance) {
        for (int i = 0; i < gain.length; i++) {
            double factor = gain[i] / variance;
            if (factor != 0) {
                double[] row = covariance[i];
                for (int j = 0; j < gain.length; j++) {
                    row[j] -= factor * gain[j];
                }
            }
        }
    }

    /**
     * Takes in the next value of the only column, or its absence, and moves on.
     *
     * @return the standardised innovation, {@code NaN} where the value is missing or was unknown before
     */
    double step(double value) {
        double innovation = Double.NaN;
        if (!Double.isNaN(value)) {
            double[][] column = {{value}};
            double unknown = diffuseVariance();
            double variance = variance();
            if (unknown > 0) {
                observeDiffuse(column, 0, variance, unknown);
            } else {
                innovation = (value - mean(0)) / Math.sqrt(variance);
                observe(column, 0, variance);
            }
        }
        advance();
        return innovation;
    }

    /** Moves one step on. */
    void advance() {
        for (double[] state : a) {
            move(state);
        }
        p = moved(p);
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                p[i][j] += noise[i] * noise[j];
            }
        }
        if (diffuse != null) {
            diffuse = moved(diffuse);
            if (isNegligible(diffuse)) {
                diffuse = null;
            }
        }
    }

    private void move(double[] state) {
        double value = state[0] + levels.weighted(state, r);
        double first = state[0];
        for (int i = 0; i < r; i++) {
            state[i] = (i + 1 < r ? state[i + 1] : 0) + phi[i] * first;
        }
        if (dimension > r) {
            System.arraycopy(state, r, state, r + 1, dimension - r - 1);
            state[r] = value;
        }
    }

    /** T M T', written into the spare matrix, which swaps places with the one given. */
    private double[][] moved(double[][] matrix) {
        double[][] target = spare;
        double[] first = matrix[0];
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < dimension; j++) {
                target[i][j] = (i + 1 < r ? matrix[i + 1][j] : 0) + phi[i] * first[j];
            }
        }
        if (dimension > r) {
            levels.combine(matrix, r, target[r]);
            for (int i = r + 1; i < dimension; i++) {
                System.arraycopy(matrix[i - 1], 0, target[i], 0, dimension);
            }
        }
        for (double[] row : target) {
            move(row);
        }
        spare = matrix;
        return target;
    }

    private static boolean isNegligible(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i][i] > DIFFUSE) {
                return false;
            }
        }
        return true;
    }
}
