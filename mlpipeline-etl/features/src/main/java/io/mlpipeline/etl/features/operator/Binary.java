package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;

/**
 * Arithmetic on two expressions. Division by zero is missing, not infinite.
 *
 * @param kind the operation
 * @param left the first operand
 * @param right the second operand
 */
public record Binary(Kind kind, Expression left, Expression right) implements Expression {
    /** The operations. */
    public enum Kind {
        /** left + right. */
        ADD("add"),
        /** left - right. */
        SUBTRACT("subtract"),
        /** left * right. */
        MULTIPLY("multiply"),
        /** left / right; missing if right is zero. */
        DIVIDE("divide");

        private final String operator;

        Kind(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    static Binary read(Kind kind, Form form) {
        return new Binary(kind, form.expression("left"), form.expression("right"));
    }

    @Override
    public Form form() {
        return Form.of(kind.operator()).with("left", left).with("right", right);
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Binary(kind, operands.get(0), operands.get(1));
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator a = left.bind(scope);
        Evaluator b = right.bind(scope);
        return switch (kind) {
            case ADD -> (row, windows) -> a.evaluate(row, windows) + b.evaluate(row, windows);
            case SUBTRACT -> (row, windows) -> a.evaluate(row, windows) - b.evaluate(row, windows);
            case MULTIPLY -> (row, windows) -> a.evaluate(row, windows) * b.evaluate(row, windows);
            case DIVIDE -> (row, windows) -> divide(a.evaluate(row, windows), b.evaluate(row, windows));
        };
    }

    private static double divide(double a, double b) {
        return b == 0 ? Double.NaN : a / b;
    }
}
