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
 * The same number for every row.
 *
 * @param value the number, finite
 */
public record Constant(double value) implements Batched, Inlined {
    /** Checks the number. */
    public Constant {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A constant must be finite, got " + value);
        }
    }

    static Constant read(Form form) {
        return new Constant(form.number("value"));
    }

    @Override
    public Form form() {
        return Form.of("constant").with("value", value);
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    public Object batchKey() {
        return Constant.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "constant").number(value);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        double[] constants =
                members.stream().mapToDouble(each -> ((Constant) each).value).toArray();
        return (row, windows, values) -> {
            for (int i = 0; i < results.length; i++) {
                values[results[i]] = constants[i];
            }
        };
    }
}
