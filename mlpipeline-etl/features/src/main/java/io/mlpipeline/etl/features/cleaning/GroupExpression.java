package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.expr.Expression;
import java.util.List;
import java.util.Set;

/** A function of one expression and of the numbers of the row's group. */
sealed interface GroupExpression extends Expression permits ClipToGroup, FillFromGroup, OutsideGroup {
    Expression operand();

    GroupNumbers numbers();

    /** The same function of another expression. */
    Expression on(Expression other);

    @Override
    default List<Expression> operands() {
        return List.of(operand());
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return on(operands.get(0));
    }

    @Override
    default Set<String> columns() {
        return Set.copyOf(numbers().columns());
    }
}
