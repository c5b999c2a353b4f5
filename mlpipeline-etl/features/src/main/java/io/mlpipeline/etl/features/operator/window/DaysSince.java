package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * The number of days from the newest value of a kind in the window of {@link Rolling} to the row's own time, in fractions on a
 * time axis of instants. Missing if the window holds no such value.
 *
 * @param event the kind of value
 * @param column the series column
 * @param length the window's length, positive; {@link Rolling#EXPANDING} for the whole past
 */
public record DaysSince(Event event, String column, Duration length) implements WindowExpression {
    /** The kinds of value. */
    public enum Event {
        /** Any value that is not missing. */
        PRESENT("days-since-event"),
        /** A value that is neither missing nor zero. */
        NON_ZERO("days-since-non-zero");

        private final String operator;

        Event(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    /** Checks the length. */
    public DaysSince {
        Windows.requirePositive(length, "A rolling window");
    }

    static DaysSince read(Event event, Form form) {
        return new DaysSince(event, form.text("column"), Duration.parse(form.text("length")));
    }

    @Override
    public Form form() {
        return Form.of(event.operator()).with("column", column).with("length", length.toString());
    }

    @Override
    public Duration newest(Duration horizon) {
        return horizon;
    }

    @Override
    public WindowEvaluator evaluator(long unitsPerDay) {
        boolean zeroCounts = event == Event.PRESENT;
        return (times, values, from, to, now) -> {
            for (int i = to - 1; i >= from; i--) {
                if (!Double.isNaN(values[i]) && (zeroCounts || values[i] != 0)) {
                    return (now - times[i]) / (double) unitsPerDay;
                }
            }
            return Double.NaN;
        };
    }
}
