package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.models.core.evaluation.Metric;
import io.mlpipeline.models.core.evaluation.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A number that says how good forecasts are. y is a value that came, f its forecast; a step whose value is missing does not count.
 * Immutable and thread-safe.
 *
 * <p>Sources: Hyndman and Koehler (2006) for the scaled errors; Winkler (1972), and Gneiting and Raftery (2007), for intervals.
 */
public final class ForecastMeasure {
    /** Mean of |y - f| over all steps, in the unit of the series. */
    public static final ForecastMeasure MAE = of(Metrics.MAE);

    /** Root of the mean of (y - f)^2 over all steps, in the unit of the series. */
    public static final ForecastMeasure RMSE = of(Metrics.RMSE);

    /** Sum of |y - f| over the sum of |y|, over all steps; {@code NaN} where all values are 0. */
    public static final ForecastMeasure WAPE = of(Metrics.WAPE);

    /** Mean of 2 |y - f| / (|y| + |f|) over all steps, 0 to 2; a step of which both are 0 counts as 0. */
    public static final ForecastMeasure SMAPE = of(Metrics.SMAPE);

    /** Mean of f - y over all steps: positive where too much was forecast. */
    public static final ForecastMeasure BIAS = of(Metrics.BIAS);

    /**
     * Mean of |y - f| over the mean absolute error of the seasonal naive forecast within the training window; steps of a window that
     * gives no scale, as it always repeats, don't count.
     */
    public static final ForecastMeasure MASE = new ForecastMeasure("mase", 0, ForecastMeasure::mase);

    /**
     * For each series the root of the mean of (y - f)^2 over the mean square of the errors of the seasonal naive forecast within the
     * training window; then the mean over the series.
     */
    public static final ForecastMeasure RMSSE = new ForecastMeasure("rmsse", 0, ForecastMeasure::rmsse);

    private final String name;
    private final double best;
    private final ToDoubleFunction<ForecastPoints> formula;

    private ForecastMeasure(String name, double best, ToDoubleFunction<ForecastPoints> formula) {
        this.name = name;
        this.best = best;
        this.formula = formula;
    }

    /**
     * A metric of regression, over all steps of all series.
     *
     * @param metric one that looks at values and predictions alone
     * @return the measure
     */
    public static ForecastMeasure of(Metric metric) {
        return new ForecastMeasure(
                metric.name(),
                metric.higherIsBetter() ? Double.POSITIVE_INFINITY : 0,
                points -> metric.of(points.actual(), points.all(BacktestCase::mean)));
    }

    /**
     * Mean of {@code max(q (y - f), (q - 1) (y - f))}, where f is the quantile q: the bound of an interval, or for one half the mean.
     *
     * @param quantile above 0 and below 1; unless one half, the level |2 q - 1| must be among those of the backtest
     * @return the measure
     */
    public static ForecastMeasure pinball(double quantile) {
        Metric metric = Metrics.pinball(quantile);
        return new ForecastMeasure(metric.name(), 0, points -> metric.of(points.actual(), quantiles(points, quantile)));
    }

    private static double[] quantiles(ForecastPoints points, double quantile) {
        if (quantile == 0.5) {
            return points.all(BacktestCase::mean);
        }
        double level = Math.abs(2 * quantile - 1);
        return points.all((one, step) ->
                quantile < 0.5 ? one.lower(one.column(level), step) : one.upper(one.column(level), step));
    }

    /**
     * The share of values within their intervals; best where it equals the level.
     *
     * @param level a level of the backtest
     * @return the measure
     */
    public static ForecastMeasure coverage(double level) {
        return new ForecastMeasure(
                "coverage-" + requireLevel(level),
                level,
                points -> mean(points.all((one, step) -> {
                    int column = one.column(level);
                    double value = one.actual(step);
                    return one.lower(column, step) <= value && value <= one.upper(column, step) ? 1 : 0;
                })));
    }

    /**
     * Winkler's score of intervals: the mean of their width, plus 2 / (1 - level) times how far a value lies outside.
     *
     * @param level a level of the backtest
     * @return the measure
     */
    public static ForecastMeasure winkler(double level) {
        return new ForecastMeasure(
                "winkler-" + requireLevel(level),
                0,
                points -> mean(points.all((one, step) -> {
                    int column = one.column(level);
                    double lower = one.lower(column, step);
                    double upper = one.upper(column, step);
                    double value = one.actual(step);
                    double outside = Math.max(0, Math.max(lower - value, value - upper));
                    return upper - lower + 2 / (1 - level) * outside;
                })));
    }

    private static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("the level is " + level + ": give one between 0 and 1, such as 0.95");
        }
        return level;
    }

    private static double mase(ForecastPoints points) {
        return mean(points.all((one, step) ->
                one.scale().scales() ? Math.abs(one.error(step)) / one.scale().absolute() : Double.NaN));
    }

    private static double rmsse(ForecastPoints points) {
        double[] squares = points.all((one, step) -> one.scale().scales()
                ? one.error(step) * one.error(step) / one.scale().square()
                : Double.NaN);
        Map<List<String>, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < squares.length; i++) {
            if (!Double.isNaN(squares[i])) {
                double[] sum = sums.computeIfAbsent(points.caseOf(i).key(), key -> new double[2]);
                sum[0] += squares[i];
                sum[1]++;
            }
        }
        return mean(sums.values().stream()
                .mapToDouble(sum -> Math.sqrt(sum[0] / sum[1]))
                .toArray());
    }

    /** The mean of the numbers that are there. */
    private static double mean(double[] numbers) {
        double sum = 0;
        int count = 0;
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                sum += number;
                count++;
            }
        }
        return sum / count;
    }

    /**
     * The name that stands in tables.
     *
     * @return such as {@code mase}
     */
    public String name() {
        return name;
    }

    /** The value; {@code NaN} where there is no point or the definition gives none. */
    double of(ForecastPoints points) {
        return points.size() == 0 ? Double.NaN : formula.applyAsDouble(points);
    }

    /** The smaller the better; infinite where there is no value. */
    double loss(double value) {
        if (Double.isNaN(value)) {
            return Double.POSITIVE_INFINITY;
        }
        return best == Double.POSITIVE_INFINITY ? -value : Math.abs(value - best);
    }

    @Override
    public String toString() {
        return name;
    }
}
