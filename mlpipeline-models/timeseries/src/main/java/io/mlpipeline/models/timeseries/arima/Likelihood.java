package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.internal.LeastSquares;

/**
 * The Gaussian likelihood of a regression with ARMA errors, with the innovations' variance and the regression coefficients at
 * their best for given ARMA coefficients. Holds work arrays; used by one thread.
 */
final class Likelihood {
    private final ArimaOrder order;
    private final int season;
    private final Whitener whitener;
    private final Regression regression;
    private final double[][] whitened;
    private final double[] residuals;

    Likelihood(ArimaOrder order, int season, Whitener whitener) {
        this.order = order;
        this.season = season;
        this.whitener = whitener;
        this.whitened = new double[whitener.columns()][whitener.size()];
        this.residuals = new double[whitener.size()];
        this.regression = new Regression(whitener.columns(), whitener.size());
    }

    /**
     * One point of the likelihood.
     *
     * @param logLikelihood at the best innovations' variance
     * @param variance that variance, the mean of the squared residuals
     * @param regression the regression coefficients
     * @param residuals the standardised innovations
     */
    record Point(double logLikelihood, double variance, double[] regression, double[] residuals) {
        static Point of(double[] residuals, int n, double logDeterminant, double[] regression) {
            double sum = 0;
            for (double residual : residuals) {
                sum += residual * residual;
            }
            double variance = sum / n;
            double logLikelihood = -0.5 * (n * (Math.log(2 * Math.PI * variance) + 1) + logDeterminant);
            return new Point(logLikelihood, variance, regression, residuals);
        }
    }

    int size() {
        return residuals.length;
    }

    int observations() {
        return whitener.observations();
    }

    /** The point at ARMA coefficients, with the best regression; a log-likelihood of NaN where not stationary. */
    Point at(double[] arma) {
        double log = whitener.whiten(polynomials(arma), whitened);
        double[] beta = regression.run(whitened, residuals).clone();
        return Point.of(residuals.clone(), observations(), log, beta);
    }

    /** The point at ARMA and regression coefficients. */
    Point at(double[] arma, double[] beta) {
        double log = whitener.whiten(polynomials(arma), whitened);
        double[] left = whitened[0].clone();
        for (int i = 0; i < beta.length; i++) {
            for (int t = 0; t < left.length; t++) {
                left[t] -= beta[i] * whitened[i + 1][t];
            }
        }
        return Point.of(left, observations(), log, beta);
    }

    /** The first regressor that says nothing new after differencing, -1 if none. */
    int dependentRegressor() {
        at(new double[order.coefficients()]);
        return regression.dependent();
    }

    ArmaPolynomials polynomials(double[] arma) {
        return ArmaPolynomials.of(order, season, arma);
    }

    /** Residuals whose sum of squares is smallest where the likelihood is largest. */
    LeastSquares.Residuals asLeastSquares(ParameterSpace space) {
        return (free, out) -> {
            double log = whitener.whiten(polynomials(space.coefficients(free)), whitened);
            if (Double.isNaN(log)) {
                return false;
            }
            regression.run(whitened, out);
            double scale = Math.exp(log / (2.0 * observations()));
            for (int t = 0; t < out.length; t++) {
                out[t] *= scale;
            }
            return true;
        };
    }
}
