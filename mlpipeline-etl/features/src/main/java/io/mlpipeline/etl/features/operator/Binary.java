package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Arithmetic;
import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;
import java.util.List;

/**
 * Arithmetic and comparison of two expressions; missing if one of them is. Division by zero is missing, not infinite; other
 * infinite values follow IEEE 754, so infinity less infinity is missing.
 *
 * @param kind the operation
 * @param left the first operand
 * @param right the second operand
 */
public record Binary(Kind kind, Expression left, Expression right) implements Batched, Inlined {
    /** The operations. */
    public enum Kind {
        /** left + right. */
        ADD("add", "add"),
        /** left - right. */
        SUBTRACT("subtract", "subtract"),
        /** left * right. */
        MULTIPLY("multiply", "multiply"),
        /** left / right; missing if right is zero. */
        DIVIDE("divide", "divide"),
        /** The smaller of both. */
        MIN("least", "min"),
        /** The larger of both. */
        MAX("greatest", "max"),
        /** 1 if left is less than right, else 0. */
        LESS("less-than", "less"),
        /** 1 if left is at most right, else 0. */
        AT_MOST("at-most", "atMost"),
        /** 1 if both are equal, else 0; the two zeros are equal. */
        EQUAL("equal", "equal");

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
    public Object batchKey() {
        return kind;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, kind.function).operand(left).operand(right);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] a = Registers.at(0, operands);
        int[] b = Registers.at(1, operands);
        return switch (kind) {
            case ADD ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.add(registers[a[i]], registers[b[i]]);
                    }
                };
            case SUBTRACT ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.subtract(registers[a[i]], registers[b[i]]);
                    }
                };
            case MULTIPLY ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.multiply(registers[a[i]], registers[b[i]]);
                    }
                };
            case DIVIDE ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.divide(registers[a[i]], registers[b[i]]);
                    }
                };
            case MIN ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.min(registers[a[i]], registers[b[i]]);
                    }
                };
            case MAX ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.max(registers[a[i]], registers[b[i]]);
                    }
                };
            case LESS ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.less(registers[a[i]], registers[b[i]]);
                    }
                };
            case AT_MOST ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.atMost(registers[a[i]], registers[b[i]]);
                    }
                };
            case EQUAL ->
                (row, windows, registers) -> {
                    for (int i = 0; i < results.length; i++) {
                        registers[results[i]] = Arithmetic.equal(registers[a[i]], registers[b[i]]);
                    }
                };
        };
    }
}
