package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * A fixed function of one expression, computed with {@link StrictMath} so that every machine gives the same bits. Outside the
 * function's domain the result is missing.
 *
 * @param kind the function
 * @param operand its argument
 */
public record UnaryFunction(Kind kind, Expression operand) implements UnaryExpression {
    /** The functions. */
    public enum Kind {
        /** The absolute value. */
        ABS("abs"),
        /** log(1 + x); missing for x of -1 and below. */
        LOG1P("log1p"),
        /** The square root; missing for negative x. */
        SQRT("sqrt"),
        /** 1 if the operand is missing, else 0. Never missing itself. */
        IS_MISSING("is-missing");

        private final String operator;

        Kind(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    static UnaryFunction read(Kind kind, Form form) {
        return new UnaryFunction(kind, form.expression("of"));
    }

    @Override
    public Form form() {
        return Form.of(kind.operator()).with("of", operand);
    }

    @Override
    public Expression on(Expression other) {
        return new UnaryFunction(kind, other);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator x = operand.bind(scope);
        return switch (kind) {
            case ABS -> (row, windows) -> Math.abs(x.evaluate(row, windows));
            case LOG1P -> (row, windows) -> log1p(x.evaluate(row, windows));
            case SQRT -> (row, windows) -> Math.sqrt(x.evaluate(row, windows));
            case IS_MISSING -> (row, windows) -> Double.isNaN(x.evaluate(row, windows)) ? 1 : 0;
        };
    }

    private static double log1p(double x) {
        return x > -1 ? StrictMath.log1p(x) : Double.NaN;
    }
}
