package io.mlpipeline.models.timeseries.reconciliation;

import io.mlpipeline.models.timeseries.internal.Symmetric;

/**
 * The projection of Wickramasuriya et al. (2019) in the form that inverts only a matrix of the sums: with C the constraints that each
 * sum less its members is 0, the reconciled forecasts are y - W C' (C W C')^-1 C y.
 */
final class MinimumTrace implements BottomRule {
    private final int[][] members;
    private final Covariance covariance;

    MinimumTrace(int[][] members, Covariance covariance) {
        this.members = members;
        this.covariance = covariance;
    }

    @Override
    public double[][] bottoms(double[][] base) {
        int sums = members.length;
        double[][] differences = new double[base.length][sums];
        for (int step = 0; step < base.length; step++) {
            for (int sum = 0; sum < sums; sum++) {
                differences[step][sum] = base[step][sum] - total(base[step], members[sum]);
            }
        }
        int bottom = base[0].length - sums;
        double[][] bottomByConstraint = new double[bottom][sums];
        for (int i = 0; i < bottom; i++) {
            for (int sum = 0; sum < sums; sum++) {
                bottomByConstraint[i][sum] = withConstraint(sums + i, sum);
            }
        }
        double[][] multipliers = Symmetric.solve(constraints(bottomByConstraint), differences);
        double[][] bottoms = new double[base.length][bottom];
        for (int step = 0; step < base.length; step++) {
            for (int i = 0; i < bottom; i++) {
                bottoms[step][i] = base[step][sums + i] - dot(bottomByConstraint[i], multipliers[step]);
            }
        }
        return bottoms;
    }

    private double total(double[] values, int[] of) {
        double total = 0;
        for (int member : of) {
            total += values[members.length + member];
        }
        return total;
    }

    /** The covariance of a node with a sum less its members: an element of W C'. */
    private double withConstraint(int node, int sum) {
        double covered = covariance.at(node, sum);
        for (int member : members[sum]) {
            covered -= covariance.at(node, members.length + member);
        }
        return covered;
    }

    /** The lower triangle of C W C'. */
    private double[][] constraints(double[][] bottomByConstraint) {
        double[][] matrix = new double[members.length][members.length];
        for (int i = 0; i < members.length; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = withConstraint(i, j);
                for (int member : members[i]) {
                    matrix[i][j] -= bottomByConstraint[member][j];
                }
            }
        }
        return matrix;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
