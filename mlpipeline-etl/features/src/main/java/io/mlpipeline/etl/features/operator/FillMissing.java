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
 * An expression with a constant in place of missing values.
 *
 * @param operand what is filled
 * @param value the constant, finite
 */
public record FillMissing(Expression operand, double value) implements UnaryExpression, Batched, Inlined {
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
    public Object batchKey() {
        return FillMissing.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "fill").operand(operand).number(value);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] from = Registers.at(0, operands);
        double[] values = Registers.parameters(members, FillMissing.class, FillMissing::value);
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = Arithmetic.fill(registers[from[i]], values[i]);
            }
        };
    }
}
