package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.internal.Symmetric;
import java.util.Arrays;

/**
 * The augmented test of Dickey and Fuller (Said and Dickey 1984) that a series has a unit root, around a constant or a straight line.
 *
 * @param statistic the t value of the lagged level; the more negative, the less likely is a unit root
 * @param lags how many lagged differences the regression holds
 * @param critical1 the 1 % point of the statistic (MacKinnon 2010)
 * @param critical5 the 5 % point
 * @param critical10 the 10 % point
 */
public record AdfTest(double statistic, int lags, double critical1, double critical5, double critical10) {
    /** MacKinnon (2010), table 2: the response surfaces of the 1, 5 and 10 % points in powers of 1 / n. */
    private static final double[][] CONSTANT = {
        {-3.43035, -6.5393, -16.786, -79.433}, {-2.86154, -2.8903, -4.234, -40.040}, {-2.56677, -1.5384, -2.809, 0}
    };

    private static final double[][] LINE = {
        {-3.95877, -9.0531, -28.428, -134.155},
        {-3.41049, -4.3904, -9.036, -45.374},
        {-3.12705, -2.5856, -3.925, -22.380}
    };

    /**
     * Tests a series around a constant.
     *
     * @param values the values in order; {@code NaN} ones are dropped
     * @param lags how many lagged differences to hold, 0 or more
     * @return the result
     * @throws InvalidDataException if the series is too short for the regression, or constant
     */
    public static AdfTest ofLevel(double[] values, int lags) {
        return of(values, lags, false);
    }

    /**
     * Tests a series around a straight line.
     *
     * @param values the values in order; {@code NaN} ones are dropped
     * @param lags how many lagged differences to hold, 0 or more
     * @return the result
     * @throws InvalidDataException if the series is too short for the regression, or constant
     */
    public static AdfTest ofTrend(double[] values, int lags) {
        return of(values, lags, true);
    }

    /**
     * Whether a unit root is refused.
     *
     * @return true where the statistic is beyond its 5 % point
     */
    public boolean isStationary() {
        return statistic < critical5;
    }

    /** Whether a unit root is refused around a constant at 5 %; not where the series leaves no noise to tell. */
    static boolean refusesUnitRoot(double[] values, int lags) {
        int rows = values.length - 1 - lags;
        return statistic(values, lags, false, rows, 2 + lags) < point(CONSTANT[1], rows);
    }

    private static AdfTest of(double[] given, int lags, boolean line) {
        double[] y = Arrays.stream(given).filter(value -> !Double.isNaN(value)).toArray();
        if (lags < 0) {
            throw new IllegalArgumentException("the number of lags is " + lags + ": give 0 or more");
        }
        int columns = (line ? 3 : 2) + lags;
        int rows = y.length - 1 - lags;
        if (rows <= columns) {
            throw new InvalidDataException("the test with " + lags + " lags needs at least " + (columns + lags + 2)
                    + " values, but " + y.length + " are present: give fewer lags");
        }
        if (Arrays.stream(y).allMatch(value -> value == y[0])) {
            throw new InvalidDataException("the series is constant: there is nothing to test");
        }
        double[][] points = line ? LINE : CONSTANT;
        double statistic = statistic(y, lags, line, rows, columns);
        if (Double.isNaN(statistic)) {
            throw new InvalidDataException("the series leaves no noise to test with " + lags + " lags: give fewer");
        }
        return new AdfTest(statistic, lags, point(points[0], rows), point(points[1], rows), point(points[2], rows));
    }

    /** The regression of the differences on the level before, a constant, perhaps a line, and the differences before. */
    private static double statistic(double[] y, int lags, boolean line, int rows, int columns) {
        double[][] products = new double[columns][columns];
        double[] right = new double[columns];
        double squares = 0;
        double[] x = new double[columns];
        double shift = y[0];
        double scale =
                Arrays.stream(y).map(value -> Math.abs(value - shift)).max().orElse(1);
        for (int row = 0; row < rows; row++) {
            int t = row + lags + 1;
            double change = (y[t] - y[t - 1]) / scale;
            fill(x, y, t, lags, line, shift, scale, rows);
            for (int i = 0; i < columns; i++) {
                right[i] += x[i] * change;
                for (int j = 0; j < columns; j++) {
                    products[i][j] += x[i] * x[j];
                }
            }
            squares += change * change;
        }
        double[][] inverse = Symmetric.inverse(products);
        double explained = 0;
        double first = 0;
        for (int i = 0; i < columns; i++) {
            double coefficient = 0;
            for (int j = 0; j < columns; j++) {
                coefficient += inverse[i][j] * right[j];
            }
            explained += coefficient * right[i];
            first = i == 0 ? coefficient : first;
        }
        double variance = Math.max(0, squares - explained) / (rows - columns);
        return first / Math.sqrt(variance * inverse[0][0]);
    }

    private static void fill(
            double[] x, double[] y, int t, int lags, boolean line, double shift, double scale, int rows) {
        int next = 0;
        x[next++] = (y[t - 1] - shift) / scale;
        x[next++] = 1;
        if (line) {
            x[next++] = (double) t / rows;
        }
        for (int lag = 1; lag <= lags; lag++) {
            x[next++] = (y[t - lag] - y[t - lag - 1]) / scale;
        }
    }

    private static double point(double[] surface, double n) {
        return surface[0] + surface[1] / n + surface[2] / (n * n) + surface[3] / (n * n * n);
    }
}
