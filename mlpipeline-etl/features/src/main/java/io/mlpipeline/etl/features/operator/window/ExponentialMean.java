package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * The exponentially weighted mean of a series column over the window of {@link Rolling}: the weight of a value halves with each
 * half-life of its age by the calendar, so gaps count as time that passed. Missing values are skipped; missing if the window
 * holds none.
 *
 * @param column the series column
 * @param halfLife the time in which a weight halves, positive
 * @param length the window's length, positive; {@link Rolling#EXPANDING} for the whole past
 */
public record ExponentialMean(String column, Duration halfLife, Duration length) implements WindowExpression {
    /** Checks the durations. */
    public ExponentialMean {
        Windows.requirePositive(length, "A rolling window");
        if (halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("A half-life must be positive, got " + halfLife);
        }
    }

    static ExponentialMean read(Form form) {
        return new ExponentialMean(
                form.text("column"), Duration.parse(form.text("halfLife")), Duration.parse(form.text("length")));
    }

    @Override
    public Form form() {
        return Form.of("exponential-mean")
                .with("column", column)
                .with("halfLife", halfLife.toString())
                .with("length", length.toString());
    }

    @Override
    public Duration newest(Duration horizon) {
        return horizon;
    }

    @Override
    public WindowEvaluator evaluator(long unitsPerDay) {
        double halfLifeDays = halfLife.getSeconds() / 86_400.0 + halfLife.getNano() / 86_400e9;
        return new Decay(halfLifeDays * unitsPerDay);
    }

    /** Runs from the oldest value to the newest. */
    private static final class Decay implements WindowEvaluator {
        private final double halfLife;
        private long knownGap;
        private double knownFactor = 1;

        Decay(double halfLife) {
            this.halfLife = halfLife;
        }

        @Override
        public double evaluate(long[] times, double[] values, int from, int to, long now) {
            double sum = 0;
            double weights = 0;
            long time = 0;
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(values[i])) {
                    double factor = weights == 0 ? 0 : factor(times[i] - time);
                    sum = sum * factor + values[i];
                    weights = weights * factor + 1;
                    time = times[i];
                }
            }
            return weights == 0 ? Double.NaN : sum / weights;
        }

        /** Most gaps are one step, so the last factor is kept: the same bits as computing it again. */
        private double factor(long gap) {
            if (gap != knownGap) {
                knownGap = gap;
                knownFactor = StrictMath.pow(0.5, gap / halfLife);
            }
            return knownFactor;
        }
    }
}
