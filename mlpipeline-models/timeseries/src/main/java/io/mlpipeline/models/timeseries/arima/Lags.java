package io.mlpipeline.models.timeseries.arima;

/** The lags of a polynomial whose coefficients are not zero: a seasonal polynomial has few of them. */
final class Lags {
    private final int[] lags;
    private final double[] coefficients;

    private Lags(int[] lags, double[] coefficients) {
        this.lags = lags;
        this.coefficients = coefficients;
    }

    static Lags of(double[] polynomial) {
        int count = 0;
        for (double coefficient : polynomial) {
            count += coefficient != 0 ? 1 : 0;
        }
        Lags found = new Lags(new int[count], new double[count]);
        int next = 0;
        for (int i = 0; i < polynomial.length; i++) {
            if (polynomial[i] != 0) {
                found.lags[next] = i + 1;
                found.coefficients[next++] = polynomial[i];
            }
        }
        return found;
    }

    /** The weighted sum of the values before a position, all of which must exist. */
    double sum(double[] values, int position) {
        double sum = 0;
        for (int i = 0; i < lags.length; i++) {
            sum += coefficients[i] * values[position - lags[i]];
        }
        return sum;
    }

    /** The weighted sum of the values before a position, where those before the first count as 0. */
    double sumFromStart(double[] values, int position) {
        double sum = 0;
        for (int i = 0; i < lags.length && lags[i] <= position; i++) {
            sum += coefficients[i] * values[position - lags[i]];
        }
        return sum;
    }

    /** The weighted sum of the elements of a state, lag 1 standing at an offset. */
    double weighted(double[] state, int offset) {
        double sum = 0;
        for (int i = 0; i < lags.length; i++) {
            sum += coefficients[i] * state[offset + lags[i] - 1];
        }
        return sum;
    }

    /** The first row plus the weighted rows of a matrix, lag 1 standing at an offset. */
    void combine(double[][] matrix, int offset, double[] out) {
        System.arraycopy(matrix[0], 0, out, 0, out.length);
        for (int i = 0; i < lags.length; i++) {
            double[] row = matrix[offset + lags[i] - 1];
            for (int j = 0; j < out.length; j++) {
                out[j] += coefficients[i] * row[j];
            }
        }
    }
}
