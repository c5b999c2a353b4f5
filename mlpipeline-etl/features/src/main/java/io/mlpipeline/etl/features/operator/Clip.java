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
 * An expression limited to a range.
 *
 * @param operand what is limited
 * @param low the smallest result, finite
 * @param high the largest result, finite, at least {@code low}
 */
public record Clip(Expression operand, double low, double high) implements UnaryExpression, Batched, Inlined {
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
    public Object batchKey() {
        return Clip.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "clip")
                .operand(operand)
                .number(low)
                .number(high);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] from = Registers.at(0, operands);
        double[] lows = Registers.parameters(members, Clip.class, Clip::low);
        double[] highs = Registers.parameters(members, Clip.class, Clip::high);
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = Arithmetic.clip(registers[from[i]], lows[i], highs[i]);
            }
        };
    }
}
