package io.mlpipeline.models.timeseries.reconciliation;

import java.util.Arrays;

/** The covariance of the errors of all nodes, up to a factor. Immutable. */
final class Covariance {
    private final double[] variances;
    /** The lower triangle without its diagonal; no row where all errors are independent. */
    private final double[][] below;

    private Covariance(double[] variances, double[][] below) {
        this.variances = variances;
        this.below = below;
    }

    static Covariance diagonal(double[] variances) {
        return new Covariance(variances.clone(), new double[0][]);
    }

    /** Correlations are multiplied by 1 less the intensity that minimises the expected squared error. */
    static Covariance shrunk(double[][] errors) {
        int nodes = errors[0].length;
        double[] variances = new double[nodes];
        for (double[] row : errors) {
            for (int i = 0; i < nodes; i++) {
                variances[i] += row[i] * row[i] / errors.length;
            }
        }
        double[][] scaled = Arrays.stream(errors).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : scaled) {
            for (int i = 0; i < nodes; i++) {
                row[i] = variances[i] == 0 ? 0 : row[i] / Math.sqrt(variances[i]);
            }
        }
        double[][] below = new double[nodes][];
        double spread = 0;
        double squares = 0;
        for (int i = 0; i < nodes; i++) {
            below[i] = new double[i];
            for (int j = 0; j < i; j++) {
                Products products = Products.of(scaled, i, j);
                below[i][j] = products.mean();
                spread += products.varianceOfMean();
                squares += products.mean() * products.mean();
            }
        }
        double intensity = squares == 0 ? 1 : Math.min(1, spread / squares);
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < i; j++) {
                below[i][j] *= (1 - intensity) * Math.sqrt(variances[i] * variances[j]);
            }
        }
        return new Covariance(variances, below);
    }

    /** The products of two standardised errors: their mean is the correlation. */
    private record Products(double mean, double varianceOfMean) {
        static Products of(double[][] scaled, int i, int j) {
            int n = scaled.length;
            double sum = 0;
            double squares = 0;
            for (double[] row : scaled) {
                double product = row[i] * row[j];
                sum += product;
                squares += product * product;
            }
            return new Products(sum / n, (squares - sum * sum / n) / ((double) n * (n - 1)));
        }
    }

    double at(int i, int j) {
        if (i == j) {
            return variances[i];
        }
        return below.length == 0 ? 0 : below[Math.max(i, j)][Math.min(i, j)];
    }
}
