package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * The value of a series column a fixed time before the row; missing if the series has no value at exactly that time.
 *
 * @param column the series column
 * @param age how long before the row's time, positive
 */
public record Lag(String column, Duration age) implements WindowExpression {
    /** Checks the age. */
    public Lag {
        Windows.requirePositive(age, "A lag");
    }

    static Lag read(Form form) {
        return new Lag(form.text("column"), Duration.parse(form.text("age")));
    }

    @Override
    public Form form() {
        return Form.of("lag").with("column", column).with("age", age.toString());
    }

    @Override
    public Duration newest(Duration horizon) {
        return age;
    }

    @Override
    public Duration length() {
        return Duration.ZERO;
    }

    @Override
    public WindowEvaluator evaluator(long unitsPerDay) {
        return (times, values, from, to, now) -> from == to ? Double.NaN : values[from];
    }
}
