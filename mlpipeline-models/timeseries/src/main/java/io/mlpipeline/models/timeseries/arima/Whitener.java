package io.mlpipeline.models.timeseries.arima;

/** Turns the columns of a regression with ARMA errors into columns with independent errors of equal variance. */
interface Whitener {
    /** The length of the whitened columns. */
    int size();

    /** The number of observations behind them; fewer where some of the length is taken up by unknowns. */
    default int observations() {
        return size();
    }

    /** The number of columns, the series first, then its regressors. */
    int columns();

    /**
     * Whitens all columns.
     *
     * @param polynomials the ARMA model of the errors
     * @param out one array for each column, to be filled
     * @return the logarithm of the determinant of the errors' covariance at unit innovations, {@code NaN} where the model is
     *     not stationary
     */
    double whiten(ArmaPolynomials polynomials, double[][] out);
}
