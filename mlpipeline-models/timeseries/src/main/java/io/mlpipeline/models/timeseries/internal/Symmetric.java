package io.mlpipeline.models.timeseries.internal;

/** Small symmetric positive definite systems by Cholesky's factorisation. */
public final class Symmetric {
    private static final double SINGULAR = 1e-12;

    private Symmetric() {}

    /**
     * Solves a system; a direction in which the matrix is singular gets the coefficient 0.
     *
     * @param matrix positive semi-definite, the lower triangle is read; overwritten by its factor
     * @param rightSide the right side; not changed
     * @return the solution
     */
    public static double[] solve(double[][] matrix, double[] rightSide) {
        return solve(matrix, new double[][] {rightSide})[0];
    }

    /**
     * Solves a system for several right sides; a direction in which the matrix is singular gets the coefficient 0.
     *
     * @param matrix positive semi-definite, the lower triangle is read; overwritten by its factor
     * @param rightSides the right sides; not changed
     * @return a solution for each
     */
    public static double[][] solve(double[][] matrix, double[][] rightSides) {
        factor(matrix);
        double[][] solutions = new double[rightSides.length][];
        for (int side = 0; side < solutions.length; side++) {
            solutions[side] = substituted(matrix, rightSides[side]);
        }
        return solutions;
    }

    private static double[] substituted(double[][] factor, double[] rightSide) {
        int n = rightSide.length;
        double[] x = rightSide.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= factor[i][j] * x[j];
            }
            x[i] = factor[i][i] == 0 ? 0 : x[i] / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= factor[j][i] * x[j];
            }
            x[i] = factor[i][i] == 0 ? 0 : x[i] / factor[i][i];
        }
        return x;
    }

    /**
     * Inverts a matrix.
     *
     * @param matrix positive definite, the lower triangle is read; overwritten by its factor
     * @return the inverse; {@code NaN} on the diagonal where a direction is singular
     */
    public static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] copy = new double[n][];
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                copy[j] = matrix[j].clone();
            }
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(copy, unit);
            if (copy[i][i] == 0) {
                inverse[i][i] = Double.NaN;
            }
        }
        return inverse;
    }

    private static void factor(double[][] m) {
        for (int i = 0; i < m.length; i++) {
            double diagonal = m[i][i];
            for (int j = 0; j <= i; j++) {
                double sum = m[i][j];
                for (int l = 0; l < j; l++) {
                    sum -= m[i][l] * m[j][l];
                }
                if (i == j) {
                    m[i][i] = sum > SINGULAR * diagonal ? Math.sqrt(sum) : 0;
                } else {
                    m[i][j] = m[j][j] == 0 ? 0 : sum / m[j][j];
                }
            }
        }
    }
}
