package io.mlpipeline.models.timeseries.arima;

/** Conditional sum of squares: innovations given the first values, those before taken as 0. Only a start for the exact fit. */
final class ConditionalWhitener implements Whitener {
    private final double[][] columns;
    private final int skipped;
    private final double[][] work;

    ConditionalWhitener(double[][] columns, int skipped) {
        this.columns = columns;
        this.skipped = skipped;
        this.work = new double[columns.length][columns[0].length];
    }

    @Override
    public int size() {
        return columns[0].length - skipped;
    }

    @Override
    public int columns() {
        return columns.length;
    }

    @Override
    public double whiten(ArmaPolynomials polynomials, double[][] out) {
        Lags ar = Lags.of(polynomials.phi());
        Lags ma = Lags.of(polynomials.theta());
        for (int c = 0; c < columns.length; c++) {
            for (int t = skipped; t < columns[c].length; t++) {
                work[c][t] = columns[c][t] - ar.sum(columns[c], t) - ma.sumFromStart(work[c], t);
                out[c][t - skipped] = work[c][t];
            }
        }
        return 0;
    }
}
