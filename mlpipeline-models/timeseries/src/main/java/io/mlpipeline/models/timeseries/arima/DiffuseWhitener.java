package io.mlpipeline.models.timeseries.arima;

/** The exact innovations of columns in levels whose first may lack values, by Kalman's filter with an exact diffuse start. */
final class DiffuseWhitener implements Whitener {
    private final double[][] columns;
    private final double[] delta;
    private final int size;

    /** Shares the arrays: columns in levels; a step is left out where the first column is missing. */
    DiffuseWhitener(double[][] columns, double[] delta) {
        this.columns = columns;
        this.delta = delta;
        double[][] out = new double[columns.length][columns[0].length];
        ArmaPolynomials whiteNoise = new ArmaPolynomials(new double[0], new double[0]);
        this.size = new Pass(whiteNoise, out).run();
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
        if (ArmaCovariance.of(polynomials) == null) {
            return Double.NaN;
        }
        Pass pass = new Pass(polynomials, out);
        return pass.run() == size ? pass.log : Double.NaN;
    }

    /** The state after the last step of the first column. */
    ArimaState end(ArmaPolynomials polynomials) {
        Pass pass = new Pass(polynomials, new double[columns.length][columns[0].length]);
        pass.run();
        return pass.state;
    }

    /** One way through the data. */
    private final class Pass {
        private final ArimaState state;
        private final double[][] out;
        private double log;

        private Pass(ArmaPolynomials polynomials, double[][] out) {
            ArimaState start = ArimaState.start(polynomials, delta, columns.length);
            if (start == null) {
                throw new IllegalStateException("the autoregression is not stationary");
            }
            this.state = start;
            this.out = out;
        }

        /** Gives the number of whitened observations. */
        private int run() {
            int count = 0;
            for (int t = 0; t < columns[0].length; t++) {
                if (!Double.isNaN(columns[0][t])) {
                    count = observe(t, count);
                }
                state.advance();
            }
            return count;
        }

        private int observe(int t, int count) {
            double diffuse = state.diffuseVariance();
            double variance = state.variance();
            if (diffuse > 0) {
                state.observeDiffuse(columns, t, variance, diffuse);
                log += Math.log(diffuse);
                return count;
            }
            double root = Math.sqrt(variance);
            for (int c = 0; c < columns.length; c++) {
                out[c][count] = (columns[c][t] - state.mean(c)) / root;
            }
            state.observe(columns, t, variance);
            log += Math.log(variance);
            return count + 1;
        }
    }
}
