package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A series and its regressors laid out for an ARIMA model: the columns in levels, the constant first among the regressors,
 * and what differencing makes of them.
 */
final class ArimaData {
    static final String INTERCEPT = "intercept";
    static final String DRIFT = "drift";

    private final ArimaOrder order;
    private final int season;
    private final List<String> names;
    private final double[][] levels;
    private final double[] delta;
    private final boolean gaps;

    private ArimaData(ArimaOrder order, int season, List<String> names, double[][] levels, boolean gaps) {
        this.order = order;
        this.season = season;
        this.names = names;
        this.levels = levels;
        this.delta = ArmaPolynomials.differencing(order, season);
        this.gaps = gaps;
    }

    static ArimaData of(TimeSeries series, ArimaOrder order, Constant constant) {
        List<String> names = new ArrayList<>();
        if (constant.hasIntercept(order)) {
            names.add(INTERCEPT);
        }
        if (constant.hasDrift(order)) {
            names.add(DRIFT);
        }
        names.addAll(series.regressors().names());
        List<double[]> columns = regressors(order, constant, series.regressors(), 0, series.length());
        columns.add(0, series.values());
        return new ArimaData(
                order,
                series.seasonLength(),
                List.copyOf(names),
                columns.toArray(new double[0][]),
                series.missing() > 0);
    }

    /** The columns of the regression for steps that begin after a number of others. */
    private static List<double[]> regressors(
            ArimaOrder order, Constant constant, Regressors given, int before, int length) {
        List<double[]> columns = new ArrayList<>();
        if (constant.hasIntercept(order)) {
            columns.add(filled(length, 1));
        }
        if (constant.hasDrift(order)) {
            columns.add(counting(before + 1, length));
        }
        columns.addAll(Arrays.asList(given.toArrays()));
        return columns;
    }

    /** What the regression contributes to steps that begin after a number of others. */
    static double[] regression(
            ArimaOrder order, Constant constant, Regressors given, int before, int length, double[] beta) {
        List<double[]> columns = regressors(order, constant, given, before, length);
        double[] sum = new double[length];
        for (int i = 0; i < beta.length; i++) {
            for (int t = 0; t < length; t++) {
                sum[t] += beta[i] * columns.get(i)[t];
            }
        }
        return sum;
    }

    private static double[] filled(int length, double value) {
        double[] column = new double[length];
        Arrays.fill(column, value);
        return column;
    }

    private static double[] counting(int from, int length) {
        double[] column = new double[length];
        Arrays.setAll(column, t -> from + t);
        return column;
    }

    ArimaOrder order() {
        return order;
    }

    int season() {
        return season;
    }

    /** The names of the regression coefficients, the constant first. */
    List<String> regressorNames() {
        return names;
    }

    boolean hasGaps() {
        return gaps;
    }

    double[] delta() {
        return delta;
    }

    int length() {
        return levels[0].length;
    }

    /** The number of values that remain when differencing has consumed its share; with gaps, at most. */
    int usable() {
        int present = 0;
        for (double value : levels[0]) {
            present += Double.isNaN(value) ? 0 : 1;
        }
        return present - delta.length;
    }

    Whitener whitener() {
        if (!gaps) {
            return new FastWhitener(differenced(levels));
        }
        int missing = length() - delta.length - usable();
        int dimension =
                Math.max(order.ar() + order.seasonalAr() * season, 1 + order.ma() + order.seasonalMa() * season);
        if (GapWhitener.pays(missing, levels.length, dimension, delta.length)) {
            Whitener bridged = new GapWhitener(differenced(bridged(missing)), levels.length);
            ArmaPolynomials whiteNoise = new ArmaPolynomials(new double[0], new double[0]);
            // Where a whole part of the season is missing only the diffuse filter can tell.
            if (!Double.isNaN(bridged.whiten(whiteNoise, new double[levels.length][bridged.size()]))) {
                return bridged;
            }
        }
        return new DiffuseWhitener(levels, delta);
    }

    /** The levels with each gap filled by the value before it, and one column for each gap with a one there. */
    private double[][] bridged(int missing) {
        double[][] columns = Arrays.copyOf(levels, levels.length + missing);
        double[] filled = levels[0].clone();
        columns[0] = filled;
        double previous = Arrays.stream(filled)
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(0);
        int next = levels.length;
        for (int t = 0; t < filled.length; t++) {
            if (Double.isNaN(filled[t])) {
                filled[t] = previous;
                columns[next] = new double[filled.length];
                columns[next++][t] = 1;
            }
            previous = filled[t];
        }
        return columns;
    }

    Whitener conditional() {
        return new ConditionalWhitener(differenced(levels), order.ar() + order.seasonalAr() * season);
    }

    private double[][] differenced(double[][] columns) {
        double[][] differences = new double[columns.length][];
        Arrays.setAll(differences, c -> differenced(columns[c]));
        return differences;
    }

    /** The series less its regression, in levels. */
    double[] errors(double[] beta) {
        double[] errors = levels[0].clone();
        for (int i = 0; i < beta.length; i++) {
            for (int t = 0; t < errors.length; t++) {
                errors[t] -= beta[i] * levels[i + 1][t];
            }
        }
        return errors;
    }

    /** Where the process stands after the last value. */
    ArimaState end(ArmaPolynomials polynomials, double[] beta) {
        double[] errors = errors(beta);
        if (gaps) {
            return new DiffuseWhitener(new double[][] {errors}, delta).end(polynomials);
        }
        double[] last = new double[delta.length];
        Arrays.setAll(last, i -> errors[errors.length - 1 - i]);
        double[][] column = {differenced(errors)};
        return ArimaState.at(polynomials, delta, new FastWhitener(column).end(polynomials), last);
    }

    /** The standardised innovations, one for each step, {@code NaN} where there is none. */
    double[] residuals(ArmaPolynomials polynomials, double[] beta) {
        double[] errors = errors(beta);
        double[] residuals = new double[errors.length];
        if (gaps) {
            ArimaState state = ArimaState.start(polynomials, delta, 1);
            for (int t = 0; t < errors.length; t++) {
                residuals[t] = Objects.requireNonNull(state).step(errors[t]);
            }
            return residuals;
        }
        double[][] white = new double[1][errors.length - delta.length];
        new FastWhitener(new double[][] {differenced(errors)}).whiten(polynomials, white);
        Arrays.fill(residuals, 0, delta.length, Double.NaN);
        System.arraycopy(white[0], 0, residuals, delta.length, white[0].length);
        return residuals;
    }

    /** Values in levels differenced; {@code NaN} where a value they need is. */
    double[] differenced(double[] errors) {
        Lags lags = Lags.of(delta);
        double[] w = new double[errors.length - delta.length];
        for (int t = delta.length; t < errors.length; t++) {
            w[t - delta.length] = errors[t] - lags.sum(errors, t);
        }
        return w;
    }
}
