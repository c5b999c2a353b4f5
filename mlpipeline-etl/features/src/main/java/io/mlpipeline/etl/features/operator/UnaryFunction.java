package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Arithmetic;
import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;
import io.mlpipeline.etl.features.expr.UnaryExpression;
import java.util.List;

/**
 * A fixed function of one expression, computed with {@link StrictMath} so that every machine gives the same bits. Outside the
 * function's domain the result is missing.
 *
 * @param kind the function
 * @param operand its argument
 */
public record UnaryFunction(Kind kind, Expression operand) implements UnaryExpression, Batched, Inlined {
    /** The functions. */
    public enum Kind {
        /** The absolute value. */
        ABS("abs", "abs"),
        /** log(1 + x); missing for x of -1 and below. */
        LOG1P("log1p", "log1p"),
        /** The square root; missing for negative x. */
        SQRT("sqrt", "sqrt"),
        /** 1 if the operand is missing, else 0. Never missing itself. */
        IS_MISSING("is-missing", "isMissing");

        private final String operator;
        private final String function;

        Kind(String operator, String function) {
            this.operator = operator;
            this.function = function;
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
    public Object batchKey() {
        return kind;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, kind.function).operand(operand);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] from = Registers.at(0, operands);
        return switch (kind) {
            case ABS ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.abs(registers[from[i]]);
                    }
                };
            case LOG1P ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.log1p(registers[from[i]]);
                    }
                };
            case SQRT ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.sqrt(registers[from[i]]);
                    }
                };
            case IS_MISSING ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.isMissing(registers[from[i]]);
                    }
                };
        };
    }
}
