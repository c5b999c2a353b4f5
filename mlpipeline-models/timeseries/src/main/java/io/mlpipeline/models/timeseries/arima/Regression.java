package io.mlpipeline.models.timeseries.arima;

/**
 * Ordinary least squares of the first whitened column on the others, by modified Gram-Schmidt: with whitened columns this is
 * generalised least squares. Holds its work arrays; used by one thread.
 */
final class Regression {
    private static final double COLLINEAR = 1e-10;

    private final double[][] basis;
    private final double[][] triangle;
    private final double[] coefficients;

    Regression(int columns, int size) {
        this.basis = new double[columns - 1][size];
        this.triangle = new double[columns][columns];
        this.coefficients = new double[columns - 1];
    }

    /**
     * Regresses and leaves the residuals.
     *
     * @param whitened the columns, at least size long; not changed
     * @param residuals what is left of the first
     * @return the coefficients, 0 for a column that depends on those before it; shared
     */
    double[] run(double[][] whitened, double[] residuals) {
        int k = coefficients.length;
        int size = residuals.length;
        System.arraycopy(whitened[0], 0, residuals, 0, size);
        for (int i = 0; i < k; i++) {
            double[] q = basis[i];
            System.arraycopy(whitened[i + 1], 0, q, 0, size);
            double length = dot(q, q, size);
            for (int j = 0; j < i; j++) {
                triangle[j][i] = remove(basis[j], q, size);
            }
            double rest = dot(q, q, size);
            normalise(q, size, rest > COLLINEAR * COLLINEAR * length ? Math.sqrt(rest) : 0);
            triangle[i][i] = rest > COLLINEAR * COLLINEAR * length ? Math.sqrt(rest) : 0;
            triangle[i][k] = remove(q, residuals, size);
        }
        backSubstitute(k);
        return coefficients;
    }

    /** The first column that depends on those before it, -1 if none. */
    int dependent() {
        for (int i = 0; i < coefficients.length; i++) {
            if (triangle[i][i] == 0) {
                return i;
            }
        }
        return -1;
    }

    private void backSubstitute(int k) {
        for (int i = k - 1; i >= 0; i--) {
            double sum = triangle[i][k];
            for (int j = i + 1; j < k; j++) {
                sum -= triangle[i][j] * coefficients[j];
            }
            coefficients[i] = triangle[i][i] == 0 ? 0 : sum / triangle[i][i];
        }
    }

    private static void normalise(double[] q, int size, double length) {
        for (int t = 0; t < size; t++) {
            q[t] = length == 0 ? 0 : q[t] / length;
        }
    }

    private static double remove(double[] q, double[] from, int size) {
        double product = dot(q, from, size);
        for (int t = 0; t < size; t++) {
            from[t] -= product * q[t];
        }
        return product;
    }

    private static double dot(double[] a, double[] b, int size) {
        double sum = 0;
        for (int t = 0; t < size; t++) {
            sum += a[t] * b[t];
        }
        return sum;
    }
}
