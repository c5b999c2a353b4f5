package io.mlpipeline.drift.statistics;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The Epps-Singleton test: compares the empirical characteristic functions at two points.
 *
 * <p>It holds for discrete data as well as for continuous. T. W. Epps and K. J. Singleton, An omnibus test for the two-sample problem
 * using the empirical characteristic function, 1986, with their points 0.4 and 0.8 on the scale of half the pooled interquartile
 * range and their correction for samples below 25.
 */
public final class EppsSingletonTest {
    private static final int SMALLEST = 5;
    private static final int SMALL = 25;

    /** Eigenvalues of the covariance below this share of the largest are rounding. */
    private static final double RELATIVE_ROUNDING = 1e-13;

    /** So are all below this, since what varies lies between -1 and 1. */
    private static final double ABSOLUTE_ROUNDING = 1e-24;

    private EppsSingletonTest() {}

    /**
     * Runs the test.
     *
     * @param reference the reference
     * @param current the current values
     * @return the statistic and its p-value; 0 and 1 if a side has fewer than five values or half of all values are equal, infinite
     *     and 0 if both sides are constant and differ
     */
    public static TestResult test(Sample reference, Sample current) {
        double scale = scale(reference, current);
        if (Math.min(reference.size(), current.size()) < SMALLEST || !(scale > 0)) {
            return new TestResult(0, 1);
        }
        RealVector difference = means(reference, scale).subtract(means(current, scale));
        double all = (double) reference.size() + current.size();
        RealMatrix covariance = covariance(reference, scale)
                .scalarMultiply(all / reference.size())
                .add(covariance(current, scale).scalarMultiply(all / current.size()));
        return judge(difference, covariance, reference.size(), current.size());
    }

    private static TestResult judge(RealVector difference, RealMatrix covariance, double n, double m) {
        EigenDecomposition eigen = new EigenDecomposition(covariance);
        double limit = Math.max(ABSOLUTE_ROUNDING, RELATIVE_ROUNDING * eigen.getRealEigenvalue(0));
        double distance = 0;
        int rank = 0;
        for (int i = 0; i < difference.getDimension(); i++) {
            if (eigen.getRealEigenvalue(i) > limit) {
                double projection = eigen.getEigenvector(i).dotProduct(difference);
                distance += projection * projection / eigen.getRealEigenvalue(i);
                rank++;
            }
        }
        if (rank == 0) {
            return difference.getNorm() > 0 ? new TestResult(Double.POSITIVE_INFINITY, 0) : new TestResult(0, 1);
        }
        double statistic = (n + m) * distance * correction(n, m);
        return new TestResult(statistic, Tails.chiSquare(statistic, rank));
    }

    private static double correction(double n, double m) {
        if (Math.max(n, m) >= SMALL) {
            return 1;
        }
        return 1 / (1 + Math.pow(n + m, -0.45) + 10.1 * (Math.pow(n, -1.7) + Math.pow(m, -1.7)));
    }

    private static double scale(Sample reference, Sample current) {
        double[] pooled = new double[reference.size() + current.size()];
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = i < reference.size() ? reference.value(i) : current.value(i - reference.size());
        }
        Sample both = Sample.of(pooled);
        return (both.quantile(0.75) - both.quantile(0.25)) / 2;
    }

    private static double[] waves(double value, double scale) {
        double near = 0.4 / scale * value;
        double far = 0.8 / scale * value;
        return new double[] {Math.cos(near), Math.cos(far), Math.sin(near), Math.sin(far)};
    }

    private static RealVector means(Sample sample, double scale) {
        RealVector sum = new ArrayRealVector(4);
        for (int i = 0; i < sample.size(); i++) {
            sum = sum.add(new ArrayRealVector(waves(sample.value(i), scale), false));
        }
        return sum.mapDivide(sample.size());
    }

    private static RealMatrix covariance(Sample sample, double scale) {
        double[] means = means(sample, scale).toArray();
        double[][] sum = new double[4][4];
        for (int i = 0; i < sample.size(); i++) {
            double[] waves = waves(sample.value(i), scale);
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 4; column++) {
                    sum[row][column] += (waves[row] - means[row]) * (waves[column] - means[column]);
                }
            }
        }
        return new Array2DRowRealMatrix(sum, false).scalarMultiply(1.0 / sample.size());
    }
}
