package io.mlpipeline.models.timeseries.arima;

/**
 * The two lag polynomials of a seasonal ARMA model, multiplied out: the value is {@code phi} times past values plus the
 * innovation plus {@code theta} times past innovations; index 0 is lag 1.
 */
record ArmaPolynomials(double[] phi, double[] theta) {

    /** Multiplies out the coefficients ar, ma, seasonal ar, seasonal ma, which follow each other in one array. */
    static ArmaPolynomials of(ArimaOrder order, int season, double[] coefficients) {
        int ma = order.ar();
        int seasonalAr = ma + order.ma();
        int seasonalMa = seasonalAr + order.seasonalAr();
        return new ArmaPolynomials(
                product(coefficients, 0, order.ar(), seasonalAr, order.seasonalAr(), season, -1),
                product(coefficients, ma, order.ma(), seasonalMa, order.seasonalMa(), season, 1));
    }

    /** Lags 1 and up of (1 + sign a B ...)(1 + sign b B^season ...), times the sign. */
    private static double[] product(double[] c, int plain, int p, int seasonal, int bigP, int season, int sign) {
        double[] product = new double[p + bigP * season];
        for (int i = 0; i < p; i++) {
            product[i] += c[plain + i];
        }
        for (int j = 1; j <= bigP; j++) {
            double b = c[seasonal + j - 1];
            product[j * season - 1] += b;
            for (int i = 1; i <= p; i++) {
                product[j * season + i - 1] += sign * b * c[plain + i - 1];
            }
        }
        return product;
    }

    /** Lags 1 and up of the differencing polynomial, as coefficients on past values: (1,0) gives {1}. */
    static double[] differencing(ArimaOrder order, int season) {
        double[] full = new double[order.lost(season) + 1];
        full[0] = 1;
        for (int i = 0; i < order.differences(); i++) {
            difference(full, 1);
        }
        for (int i = 0; i < order.seasonalDifferences(); i++) {
            difference(full, season);
        }
        double[] delta = new double[full.length - 1];
        for (int lag = 1; lag < full.length; lag++) {
            delta[lag - 1] = -full[lag];
        }
        return delta;
    }

    private static void difference(double[] polynomial, int lag) {
        for (int i = polynomial.length - 1; i >= lag; i--) {
            polynomial[i] -= polynomial[i - lag];
        }
    }

    /** The dimension of Harvey's state. */
    int dimension() {
        return Math.max(phi.length, theta.length + 1);
    }
}
