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
 * One of two expressions: the first where a condition is not zero, the second where it is. Missing where the condition is
 * missing or the chosen expression is; the other one may be missing.
 *
 * @param condition the condition, such as a comparison
 * @param then the value where it holds
 * @param otherwise the value where it does not
 */
public record Conditional(Expression condition, Expression then, Expression otherwise) implements Batched, Inlined {
    static Conditional read(Form form) {
        return new Conditional(form.expression("if"), form.expression("then"), form.expression("else"));
    }

    @Override
    public Form form() {
        return Form.of("conditional").with("if", condition).with("then", then).with("else", otherwise);
    }

    @Override
    public List<Expression> operands() {
        return List.of(condition, then, otherwise);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Conditional(operands.get(0), operands.get(1), operands.get(2));
    }

    @Override
    public Object batchKey() {
        return Conditional.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "choose")
                .operand(condition)
                .operand(then)
                .operand(otherwise);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                int[] from = operands[i];
                registers[results[i]] = Arithmetic.choose(registers[from[0]], registers[from[1]], registers[from[2]]);
            }
        };
    }
}
