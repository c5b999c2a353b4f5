package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.PredictionInterval;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One forecast of a backtest beside what came: a candidate, a series, an origin. Steps count from 1, the first after the gap.
 * Immutable and thread-safe.
 */
public final class BacktestCase {
    private final String forecaster;
    private final List<String> key;
    private final int origin;
    private final LocalDateTime originStamp;
    private final String method;
    private final @Nullable String fallback;
    private final double[] actual;
    private final double[] mean;
    private final List<Double> levels;
    private final double[][] lower;
    private final double[][] upper;
    private final SeasonalScale scale;

    /** Takes the judged steps out of a forecast. */
    BacktestCase(String forecaster, List<String> key, int origin, Cut cut, Forecast forecast) {
        this.forecaster = forecaster;
        this.key = key;
        this.origin = origin;
        this.originStamp = cut.origin();
        this.method = forecast.method();
        this.fallback = forecast.fallback().orElse(null);
        this.actual = cut.actual();
        this.mean = new double[actual.length];
        this.levels = forecast.levels();
        this.lower = new double[levels.size()][actual.length];
        this.upper = new double[levels.size()][actual.length];
        for (int step = 0; step < actual.length; step++) {
            int ahead = forecast.steps() - actual.length + step + 1;
            mean[step] = forecast.mean(ahead);
            for (int i = 0; i < lower.length; i++) {
                PredictionInterval interval = forecast.interval(ahead, levels.get(i));
                lower[i][step] = interval.lower();
                upper[i][step] = interval.upper();
            }
        }
        this.scale = cut.scale();
    }

    /** What a series gives to an origin: its stamp, what came, and the scale of what came before. */
    record Cut(LocalDateTime origin, double[] actual, SeasonalScale scale) {}

    /**
     * The candidate.
     *
     * @return its name
     */
    public String forecaster() {
        return forecaster;
    }

    /**
     * The series.
     *
     * @return its key, unmodifiable
     */
    public List<String> key() {
        return key;
    }

    /**
     * The number of the origin.
     *
     * @return from 0, the oldest
     */
    public int origin() {
        return origin;
    }

    /**
     * Where the known values ended.
     *
     * @return the stamp of the first step after them
     */
    public LocalDateTime originStamp() {
        return originStamp;
    }

    /**
     * The method that made the forecast.
     *
     * @return such as {@code ETS(A,N,A)}
     */
    public String method() {
        return method;
    }

    /**
     * Why a simpler method stepped in.
     *
     * @return the reason, empty if none did
     */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /**
     * The number of steps that are judged.
     *
     * @return the horizon, or less where the series ends before
     */
    public int steps() {
        return actual.length;
    }

    /**
     * What came.
     *
     * @param step the step, from 1
     * @return the value, {@code NaN} if missing
     */
    public double actual(int step) {
        return actual[step - 1];
    }

    /**
     * What was forecast.
     *
     * @param step the step, from 1
     * @return the mean
     */
    public double mean(int step) {
        return mean[step - 1];
    }

    /**
     * What came less what was forecast.
     *
     * @param step the step, from 1
     * @return the error, {@code NaN} where the value is missing
     */
    public double error(int step) {
        return actual(step) - mean(step);
    }

    /**
     * The interval of a step.
     *
     * @param step the step, from 1
     * @param level one of the backtest's levels
     * @return the interval
     */
    public PredictionInterval interval(int step, double level) {
        int column = column(level);
        return new PredictionInterval(level, lower[column][step - 1], upper[column][step - 1]);
    }

    int column(double level) {
        for (int i = 0; i < levels.size(); i++) {
            if (Math.abs(levels.get(i) - level) < 1e-9) {
                return i;
            }
        }
        throw new IllegalArgumentException("no interval at level " + level + ", only at " + levels
                + ". Maybe name it in Backtest.Builder.levels.");
    }

    double lower(int column, int step) {
        return lower[column][step - 1];
    }

    double upper(int column, int step) {
        return upper[column][step - 1];
    }

    SeasonalScale scale() {
        return scale;
    }

    @Override
    public String toString() {
        return method + " for " + key + " at " + originStamp + ": " + Arrays.toString(mean) + ", actually "
                + Arrays.toString(actual);
    }
}
