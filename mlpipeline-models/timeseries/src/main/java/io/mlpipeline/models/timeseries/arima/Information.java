package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.internal.Symmetric;
import java.util.Arrays;

/** The curvature of the log-likelihood at its maximum, by central differences over all coefficients at once. */
final class Information {
    private static final double ARMA_STEP = 5e-4;
    private static final double REGRESSION_STEP = 1e-2;

    private final Likelihood likelihood;
    private final int arma;
    private final double[] centre;
    private final double[] steps;

    private Information(ArimaData data, Estimate estimate) {
        this.likelihood = new Likelihood(data.order(), data.season(), data.whitener());
        this.arma = estimate.arma().length;
        this.centre = Arrays.copyOf(estimate.arma(), arma + estimate.regression().length);
        System.arraycopy(estimate.regression(), 0, centre, arma, estimate.regression().length);
        this.steps = new double[centre.length];
        Arrays.fill(steps, 0, arma, ARMA_STEP);
        for (int i = arma; i < centre.length; i++) {
            steps[i] = REGRESSION_STEP * regressionScale(i, estimate);
        }
    }

    /** The standard errors of the ARMA and regression coefficients. */
    static double[] standardErrors(ArimaData data, Estimate estimate) {
        Information information = new Information(data, estimate);
        double[][] covariance = Symmetric.inverse(information.matrix());
        double[] errors = new double[covariance.length];
        Arrays.setAll(errors, i -> covariance[i][i] > 0 ? Math.sqrt(covariance[i][i]) : Double.NaN);
        return errors;
    }

    /** The change of one regression coefficient that adds about one innovation's variance to the sum of squares. */
    private double regressionScale(int i, Estimate estimate) {
        double[] beta = estimate.regression().clone();
        double at = likelihood.at(estimate.arma(), beta).variance();
        double step = Math.max(1e-8, Math.abs(beta[i - arma]) * 1e-2);
        beta[i - arma] += step;
        double gain = (likelihood.at(estimate.arma(), beta).variance() - at) * estimate.observations() / at;
        return gain > 0 ? step / Math.sqrt(gain) : step;
    }

    private double[][] matrix() {
        int k = centre.length;
        double[][] matrix = new double[k][k];
        double top = value(0, 0, 0, 0);
        for (int i = 0; i < k; i++) {
            matrix[i][i] = -(value(i, 1, i, 0) - 2 * top + value(i, -1, i, 0)) / (steps[i] * steps[i]);
            for (int j = 0; j < i; j++) {
                double mixed = value(i, 1, j, 1) - value(i, 1, j, -1) - value(i, -1, j, 1) + value(i, -1, j, -1);
                matrix[i][j] = -mixed / (4 * steps[i] * steps[j]);
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private double value(int i, int stepsI, int j, int stepsJ) {
        double[] point = centre.clone();
        if (point.length > 0) {
            point[i] += stepsI * steps[i];
            point[j] += stepsJ * steps[j];
        }
        return likelihood
                .at(Arrays.copyOf(point, arma), Arrays.copyOfRange(point, arma, point.length))
                .logLikelihood();
    }
}
