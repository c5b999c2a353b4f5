package io.mlpipeline.models.timeseries.internal;

/**
 * Minimises a sum of squares by the method of Levenberg and Marquardt (Marquardt 1963) with a Jacobian from forward
 * differences.
 *
 * <p>Meant for few parameters of about unit size. Deterministic; thread-safe, since nothing is kept between calls.
 */
public final class LeastSquares {
    private static final double STEP = 1e-6;
    private static final double MAX_DAMPING = 1e12;

    private final int maxIterations;
    private final double tolerance;

    /**
     * Sets when to stop.
     *
     * @param maxIterations the most Jacobians to compute
     * @param tolerance stop when a step is predicted to lower the sum by less than this share of it
     */
    public LeastSquares(int maxIterations, double tolerance) {
        this.maxIterations = maxIterations;
        this.tolerance = tolerance;
    }

    /** Residuals as a function of parameters. */
    @FunctionalInterface
    public interface Residuals {
        /**
         * Computes the residuals.
         *
         * @param parameters where
         * @param out the residuals, to be filled
         * @return false where the function is not defined
         */
        boolean at(double[] parameters, double[] out);
    }

    /**
     * What was found.
     *
     * @param parameters the best parameters
     * @param sum the sum of squares there; infinite where even the start was not defined
     * @param converged whether the tolerance was met
     */
    public record Solution(double[] parameters, double sum, boolean converged) {}

    /**
     * Minimises from a start.
     *
     * @param function the residuals
     * @param size how many residuals there are
     * @param start where to begin; not changed
     * @return the best point seen
     */
    public Solution minimise(Residuals function, int size, double[] start) {
        return new Search(function, size, start).run();
    }

    /**
     * Minimises from several starts.
     *
     * @param function the residuals
     * @param size how many residuals there are
     * @param starts where to begin, at least one
     * @return the best point of all runs
     */
    public Solution minimise(Residuals function, int size, double[][] starts) {
        Solution best = minimise(function, size, starts[0]);
        for (int i = 1; i < starts.length; i++) {
            Solution found = minimise(function, size, starts[i]);
            best = found.sum() < best.sum() ? found : best;
        }
        return best;
    }

    /** One run and its work arrays. */
    private final class Search {
        private final Residuals function;
        private final int size;
        private final int k;
        private double[] x;
        private double[] e;
        private double[] trialE;
        private final double[][] jacobian;
        private final double[][] normal;
        private final double[] gradient;
        private double sum;
        private double damping = 1e-3;

        private Search(Residuals function, int size, double[] start) {
            this.function = function;
            this.size = size;
            this.k = start.length;
            this.x = start.clone();
            this.e = new double[size];
            this.trialE = new double[size];
            this.jacobian = new double[k][size];
            this.normal = new double[k][k];
            this.gradient = new double[k];
            this.sum = function.at(x, e) ? squares(e) : Double.POSITIVE_INFINITY;
        }

        private Solution run() {
            if (!(sum < Double.POSITIVE_INFINITY)) {
                return new Solution(x, Double.POSITIVE_INFINITY, false);
            }
            boolean converged = k == 0 || sum == 0;
            for (int i = 0; i < maxIterations && !converged; i++) {
                differentiate();
                converged = descend();
            }
            return new Solution(x, sum, converged);
        }

        private void differentiate() {
            double[] shifted = x.clone();
            for (int j = 0; j < k; j++) {
                double h = STEP * Math.max(1, Math.abs(x[j]));
                shifted[j] = x[j] + h;
                if (!function.at(shifted, trialE)) {
                    h = -h;
                    shifted[j] = x[j] + h;
                    if (!function.at(shifted, trialE)) {
                        System.arraycopy(e, 0, trialE, 0, size);
                    }
                }
                shifted[j] = x[j];
                for (int t = 0; t < size; t++) {
                    jacobian[j][t] = (trialE[t] - e[t]) / h;
                }
            }
            for (int i = 0; i < k; i++) {
                gradient[i] = dot(jacobian[i], e);
                for (int j = 0; j <= i; j++) {
                    normal[i][j] = dot(jacobian[i], jacobian[j]);
                    normal[j][i] = normal[i][j];
                }
            }
        }

        /** Tries ever shorter steps until one lowers the sum; true when no worthwhile one is left. */
        private boolean descend() {
            while (damping < MAX_DAMPING) {
                double[] step = step();
                double predicted = predictedDecrease(step);
                if (predicted < tolerance * sum) {
                    return true;
                }
                double[] trial = x.clone();
                for (int j = 0; j < k; j++) {
                    trial[j] += step[j];
                }
                double trialSum = function.at(trial, trialE) ? squares(trialE) : Double.POSITIVE_INFINITY;
                if (trialSum < sum) {
                    damping = Math.max(1e-12, damping * (sum - trialSum > 0.5 * predicted ? 0.05 : 0.5));
                    accept(trial, trialSum);
                    return false;
                }
                damping *= 8;
            }
            damping = 1e-3;
            return true;
        }

        private void accept(double[] trial, double trialSum) {
            double[] swap = e;
            e = trialE;
            trialE = swap;
            x = trial;
            sum = trialSum;
        }

        private double[] step() {
            double[][] damped = new double[k][];
            double[] negative = new double[k];
            for (int j = 0; j < k; j++) {
                damped[j] = normal[j].clone();
                damped[j][j] += damping * normal[j][j] + 1e-14 * sum;
                negative[j] = -gradient[j];
            }
            return Symmetric.solve(damped, negative);
        }

        private double predictedDecrease(double[] step) {
            double decrease = 0;
            for (int i = 0; i < k; i++) {
                decrease -= step[i] * (2 * gradient[i] + dot(normal[i], step));
            }
            return decrease;
        }
    }

    private static double squares(double[] values) {
        double sum = dot(values, values);
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
