package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * A statistic of a series column over a window that ends at the newest value known at prediction time: the window is
 * {@code (t - horizon - length, t - horizon]} for a row at time t. Missing values in the window are skipped; infinite ones take
 * part.
 *
 * @param statistic the statistic
 * @param column the series column
 * @param length the window's length, positive; {@link #EXPANDING} for the whole past
 */
public record Rolling(Statistic statistic, String column, Duration length) implements WindowExpression {
    /** What is computed over the window. All but {@link #COUNT} and {@link #SUM} are missing if it holds no value. */
    public enum Statistic {
        /** The arithmetic mean, summed from the oldest value on. */
        MEAN("mean"),
        /** The sum from the oldest value on; 0 if there is none. */
        SUM("sum"),
        /** The unbiased standard deviation, in two passes; missing with fewer than two values. */
        STD("std"),
        /** The smallest value. */
        MIN("min"),
        /** The largest value. */
        MAX("max"),
        /** The number of values. */
        COUNT("count"),
        /** The middle value, or the mean of the middle two. */
        MEDIAN("median"),
        /** The newest value. */
        LAST("last");

        private final String label;

        Statistic(String label) {
            this.label = label;
        }

        String rolling() {
            return "rolling-" + label;
        }

        String expanding() {
            return "expanding-" + label;
        }
    }

    /** The length of an expanding window, which reaches back to the beginning of every calendar in use. */
    public static final Duration EXPANDING = Duration.ofDays(3_652_425);

    /** Checks the length. */
    public Rolling {
        Windows.requirePositive(length, "A rolling window");
    }

    static Rolling readRolling(Statistic statistic, Form form) {
        return new Rolling(statistic, form.text("column"), Duration.parse(form.text("length")));
    }

    static Rolling readExpanding(Statistic statistic, Form form) {
        return new Rolling(statistic, form.text("column"), EXPANDING);
    }

    @Override
    public Form form() {
        return length.equals(EXPANDING)
                ? Form.of(statistic.expanding()).with("column", column)
                : Form.of(statistic.rolling()).with("column", column).with("length", length.toString());
    }

    @Override
    public Duration newest(Duration horizon) {
        return horizon;
    }

    @Override
    public WindowEvaluator evaluator(long unitsPerDay) {
        return switch (statistic) {
            case MEAN -> (times, values, from, to, now) -> mean(values, from, to);
            case SUM -> (times, values, from, to, now) -> sum(values, from, to);
            case STD -> (times, values, from, to, now) -> std(values, from, to);
            case MIN -> (times, values, from, to, now) -> min(values, from, to);
            case MAX -> (times, values, from, to, now) -> max(values, from, to);
            case COUNT -> (times, values, from, to, now) -> count(values, from, to);
            case MEDIAN -> new SortedWindow(0.5);
            case LAST -> (times, values, from, to, now) -> last(values, from, to);
        };
    }

    private static double last(double[] values, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (!Double.isNaN(values[i])) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    private static int count(double[] values, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Double.isNaN(values[i]) ? 0 : 1;
        }
        return count;
    }

    private static double sum(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum;
    }

    private static double mean(double[] values, int from, int to) {
        int count = count(values, from, to);
        return count == 0 ? Double.NaN : sum(values, from, to) / count;
    }

    private static double std(double[] values, int from, int to) {
        int count = count(values, from, to);
        if (count < 2) {
            return Double.NaN;
        }
        double mean = sum(values, from, to) / count;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double deviation = values[i] - mean;
            squares += Double.isNaN(deviation) ? 0 : deviation * deviation;
        }
        return Math.sqrt(squares / (count - 1));
    }

    private static double min(double[] values, int from, int to) {
        double min = Double.NaN;
        for (int i = from; i < to; i++) {
            min = values[i] >= min || Double.isNaN(values[i]) ? min : values[i];
        }
        return min;
    }

    private static double max(double[] values, int from, int to) {
        double max = Double.NaN;
        for (int i = from; i < to; i++) {
            max = values[i] <= max || Double.isNaN(values[i]) ? max : values[i];
        }
        return max;
    }
}
