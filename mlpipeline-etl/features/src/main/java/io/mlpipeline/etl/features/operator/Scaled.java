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
 * (x - center) / scale: what standardising and min-max scaling become once they are learned.
 *
 * @param operand x
 * @param center what is subtracted, finite
 * @param scale what is divided by, finite and positive
 */
public record Scaled(Expression operand, double center, double scale) implements UnaryExpression, Batched, Inlined {
    /** Checks the parameters. */
    public Scaled {
        if (!Double.isFinite(center) || !(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "Scaling needs a finite center and a positive finite scale, got " + center + " and " + scale);
        }
    }

    static Scaled read(Form form) {
        return new Scaled(form.expression("of"), form.number("center"), form.number("scale"));
    }

    @Override
    public Form form() {
        return Form.of("scaled").with("of", operand).with("center", center).with("scale", scale);
    }

    @Override
    public Expression on(Expression other) {
        return new Scaled(other, center, scale);
    }

    @Override
    public Object batchKey() {
        return Scaled.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "scale")
                .operand(operand)
                .number(center)
                .number(scale);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] from = Registers.at(0, operands);
        double[] centers = Registers.parameters(members, Scaled.class, Scaled::center);
        double[] scales = Registers.parameters(members, Scaled.class, Scaled::scale);
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = Arithmetic.scale(registers[from[i]], centers[i], scales[i]);
            }
        };
    }
}
