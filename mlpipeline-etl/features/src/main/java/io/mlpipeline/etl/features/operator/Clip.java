package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * An expression limited to a range.
 *
 * @param operand what is limited
 * @param low the smallest result, finite
 * @param high the largest result, finite, at least {@code low}
 */
public record Clip(Expression operand, double low, double high) implements UnaryExpression {
    /** Checks the range. */
    public Clip {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "Clip needs finite bounds with low <= high, got " + low + " and " + high);
        }
    }

    static Clip read(Form form) {
        return new Clip(form.expression("of"), form.number("low"), form.number("high"));
    }

    @Override
    public Form form() {
        return Form.of("clip").with("of", operand).with("low", low).with("high", high);
    }

    @Override
    public Expression on(Expression other) {
        return new Clip(other, low, high);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator x = operand.bind(scope);
        return (row, windows) -> Math.max(low, Math.min(high, x.evaluate(row, windows)));
    }
}
