package io.mlpipeline.models.timeseries.arima;

/**
 * The exact innovations of columns whose first lacks a few values: each missing value is an unknown that only its own step sees, so
 * it is a regressor with a one there, and the density of what is present follows by integrating over its coefficient (Gomez, Maravall
 * and Pena 1999). That takes the fast recursions and adds the determinant of the information on the unknowns. Holds work
 * arrays; used by one thread.
 */
final class GapWhitener implements Whitener {
    private static final double UNKNOWN = 1e-10;

    private final FastWhitener fast;
    private final int columns;
    private final double[][] white;

    /** Shares the arrays: differenced columns, the first with any number at the gaps, then one column for each gap. */
    GapWhitener(double[][] all, int columns) {
        this.fast = new FastWhitener(all);
        this.columns = columns;
        this.white = new double[all.length][all[0].length];
    }

    /** Whether this is cheaper than Kalman's filter in levels, by rough counts of operations at each step. */
    static boolean pays(int gaps, int columns, int dimension, int lost) {
        double fast = (gaps + columns) * 4.0 * dimension + (double) gaps * (gaps + columns);
        double slow = 8.0 * (dimension + lost) * (dimension + lost);
        return fast < slow;
    }

    @Override
    public int size() {
        return fast.size();
    }

    @Override
    public int observations() {
        return fast.size() - (white.length - columns);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double whiten(ArmaPolynomials polynomials, double[][] out) {
        double log = fast.whiten(polynomials, white);
        if (Double.isNaN(log)) {
            return log;
        }
        for (int gap = columns; gap < white.length; gap++) {
            double square = dot(white[gap], white[gap]);
            if (!(square > UNKNOWN)) {
                return Double.NaN;
            }
            log += Math.log(square);
            for (int c = 0; c < columns; c++) {
                remove(white[gap], square, white[c]);
            }
            for (int later = gap + 1; later < white.length; later++) {
                remove(white[gap], square, white[later]);
            }
        }
        for (int c = 0; c < columns; c++) {
            System.arraycopy(white[c], 0, out[c], 0, white[c].length);
        }
        return log;
    }

    private static void remove(double[] direction, double square, double[] from) {
        double share = dot(direction, from) / square;
        for (int t = 0; t < from.length; t++) {
            from[t] -= share * direction[t];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += a[t] * b[t];
        }
        return sum;
    }
}
