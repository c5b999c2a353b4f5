package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * An expression with a constant in place of missing values.
 *
 * @param operand what is filled
 * @param value the constant, finite
 */
public record FillMissing(Expression operand, double value) implements UnaryExpression {
    /** Checks the constant. */
    public FillMissing {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("Missing values are filled with a finite number, got " + value);
        }
    }

    static FillMissing read(Form form) {
        return new FillMissing(form.expression("of"), form.number("value"));
    }

    @Override
    public Form form() {
        return Form.of("fill-missing").with("of", operand).with("value", value);
    }

    @Override
    public Expression on(Expression other) {
        return new FillMissing(other, value);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator x = operand.bind(scope);
        return (row, windows) -> {
            double given = x.evaluate(row, windows);
            return Double.isNaN(given) ? value : given;
        };
    }
}
