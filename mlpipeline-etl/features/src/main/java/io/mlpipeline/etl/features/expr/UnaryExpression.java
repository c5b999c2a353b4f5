package io.mlpipeline.etl.features.expr;

import java.util.List;

/** An expression of one other expression. */
public interface UnaryExpression extends Expression {
    /**
     * The other expression.
     *
     * @return the operand
     */
    Expression operand();

    /**
     * The same operator on another expression.
     *
     * @param other the new operand
     * @return the expression
     */
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
