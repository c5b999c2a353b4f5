package io.mlpipeline.drift.anomaly;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * How far a row lies from the centre of many, in units of their spread and along their correlations. Immutable and safe for use by many
 * threads.
 *
 * <p>Rows that are unusual only as a combination, such as a high price beside a high quantity, lie far out. Directions in which the rows
 * don't vary, such as a constant column or one that is a sum of others, are left out of the distance. The centre and the spread are the
 * mean and the covariance, so many outliers in the reference hide themselves; fit on rows known to be good.
 */
public final class MahalanobisDistance {
    /** Variances below this share of the largest are rounding. */
    private static final double RANK_TOLERANCE = 1e-12;

    private final double[] centre;
    private final double[] scale;
    private final double[][] axes;

    private MahalanobisDistance(double[] centre, double[] scale, double[][] axes) {
        this.centre = centre;
        this.scale = scale;
        this.axes = axes;
    }

    /**
     * Measures a reference. Costs {@code rows * columns^2 + columns^3}.
     *
     * @param rows the reference, each of the same number of finite values; more rows than columns
     * @return the distance
     * @throws IllegalArgumentException if there are too few rows, they differ in length, or a value is not finite
     */
    public static MahalanobisDistance fit(double[][] rows) {
        int columns = FiniteRows.require(rows);
        if (rows.length <= columns) {
            throw new IllegalArgumentException("The distance over " + columns + " columns needs more than " + columns
                    + " rows, got " + rows.length + ". Maybe leave columns out");
        }
        double[] centre = new double[columns];
        for (double[] row : rows) {
            Arrays.setAll(centre, c -> centre[c] + row[c] / rows.length);
        }
        // Columns are brought to one scale first, so that their units do not decide what counts as rounding.
        double[] scale = new double[columns];
        for (double[] row : rows) {
            Arrays.setAll(scale, c -> scale[c] + (row[c] - centre[c]) * (row[c] - centre[c]) / (rows.length - 1));
        }
        Arrays.setAll(scale, c -> scale[c] > 0 ? Math.sqrt(scale[c]) : 1);
        double[][] standard =
                Arrays.stream(rows).map(row -> standardised(row, centre, scale)).toArray(double[][]::new);
        return new MahalanobisDistance(centre, scale, axes(standard));
    }

    private static double[] standardised(double[] row, double[] centre, double[] scale) {
        double[] standard = new double[row.length];
        Arrays.setAll(standard, c -> (row[c] - centre[c]) / scale[c]);
        return standard;
    }

    /** The principal axes, each divided by the standard deviation along it. */
    private static double[][] axes(double[][] rows) {
        int columns = rows[0].length;
        if (columns == 1) {
            // The library's covariance wants two columns.
            return new double[][] {{1}};
        }
        EigenDecomposition parts =
                new EigenDecomposition(new Covariance(new Array2DRowRealMatrix(rows, false)).getCovarianceMatrix());
        double smallest =
                RANK_TOLERANCE * Arrays.stream(parts.getRealEigenvalues()).max().orElse(0);
        return IntStream.range(0, columns)
                .filter(axis -> parts.getRealEigenvalue(axis) > smallest)
                .mapToObj(axis -> parts.getEigenvector(axis)
                        .mapDivide(Math.sqrt(parts.getRealEigenvalue(axis)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /**
     * The squared distance of a row from the centre.
     *
     * @param row as many finite values as the reference had columns
     * @return 0 or more; about the number of varying columns for a typical row
     * @throws IllegalArgumentException if the row has another length or a value that is not finite
     */
    public double squared(double[] row) {
        FiniteRows.require(row, centre.length);
        double[] standard = standardised(row, centre, scale);
        double sum = 0;
        for (double[] axis : axes) {
            double along = 0;
            for (int c = 0; c < axis.length; c++) {
                along += axis[c] * standard[c];
            }
            sum += along * along;
        }
        return sum;
    }

    /**
     * How rare so far a row would be if the reference were normal.
     *
     * @param row as for {@link #squared}
     * @return the probability of a row at least as far out, from the chi-square distribution; 1 if nothing varies
     * @throws IllegalArgumentException as for {@link #squared}
     */
    public double pValue(double[] row) {
        double squared = squared(row);
        return axes.length == 0 ? 1 : 1 - new ChiSquaredDistribution(null, axes.length).cumulativeProbability(squared);
    }
}
