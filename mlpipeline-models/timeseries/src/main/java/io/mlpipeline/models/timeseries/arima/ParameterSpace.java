package io.mlpipeline.models.timeseries.arima;

/**
 * Maps the whole space of real vectors onto the stationary and invertible coefficients, through partial autocorrelations
 * (Barndorff-Nielsen and Schou 1973; Jones 1980): each is the hyperbolic tangent of one free number.
 */
final class ParameterSpace {
    /** Autoregressions stay this far within the unit circle, so that the stationary variance is finite. */
    private static final double AR_LIMIT = 1 - 1e-6;

    private final ArimaOrder order;

    ParameterSpace(ArimaOrder order) {
        this.order = order;
    }

    double[] coefficients(double[] free) {
        double[] coefficients = new double[free.length];
        int position = 0;
        position = map(free, coefficients, position, order.ar(), AR_LIMIT);
        position = map(free, coefficients, position, order.ma(), -1);
        position = map(free, coefficients, position, order.seasonalAr(), AR_LIMIT);
        map(free, coefficients, position, order.seasonalMa(), -1);
        return coefficients;
    }

    /** Fills one block; a negative limit turns the sign, as moving averages need. */
    private static int map(double[] free, double[] out, int from, int length, double limit) {
        double[] previous = new double[length];
        double[] a = new double[length];
        for (int k = 0; k < length; k++) {
            double r = Math.abs(limit) * Math.tanh(free[from + k]);
            for (int j = 0; j < k; j++) {
                a[j] = previous[j] - r * previous[k - 1 - j];
            }
            a[k] = r;
            System.arraycopy(a, 0, previous, 0, k + 1);
        }
        for (int j = 0; j < length; j++) {
            out[from + j] = limit < 0 ? -a[j] : a[j];
        }
        return from + length;
    }

    /** The free numbers whose partial autocorrelations are one value for each block, first lag alone. */
    double[] free(double ar, double ma, double seasonalAr, double seasonalMa) {
        double[] free = new double[order.coefficients()];
        int position = 0;
        if (order.ar() > 0) {
            free[position] = atanh(ar);
        }
        position += order.ar();
        if (order.ma() > 0) {
            free[position] = atanh(-ma);
        }
        position += order.ma();
        if (order.seasonalAr() > 0) {
            free[position] = atanh(seasonalAr);
        }
        position += order.seasonalAr();
        if (order.seasonalMa() > 0) {
            free[position] = atanh(-seasonalMa);
        }
        return free;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }
}
