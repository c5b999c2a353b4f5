package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Expression;
import java.util.List;

/** An expression of one other expression. */
interface UnaryExpression extends Expression {
    /** The other expression. */
    Expression operand();

    /** The same operator on another expression. */
    Expression on(Expression other);

    @Override
    default List<Expression> operands() {
        return List.of(operand());
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return on(operands.get(0));
    }
}
