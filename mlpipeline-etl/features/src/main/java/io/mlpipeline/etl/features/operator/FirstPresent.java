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
 * An expression, or another one where it is missing.
 *
 * @param first what is taken if it is present
 * @param second what is taken otherwise; may be missing too
 */
public record FirstPresent(Expression first, Expression second) implements Batched, Inlined {
    static FirstPresent read(Form form) {
        return new FirstPresent(form.expression("first"), form.expression("second"));
    }

    @Override
    public Form form() {
        return Form.of("first-present").with("first", first).with("second", second);
    }

    @Override
    public List<Expression> operands() {
        return List.of(first, second);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new FirstPresent(operands.get(0), operands.get(1));
    }

    @Override
    public Object batchKey() {
        return FirstPresent.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "fill").operand(first).operand(second);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] a = Registers.at(0, operands);
        int[] b = Registers.at(1, operands);
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = Arithmetic.fill(registers[a[i]], registers[b[i]]);
            }
        };
    }
}
