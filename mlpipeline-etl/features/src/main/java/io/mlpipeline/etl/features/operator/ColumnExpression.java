package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Expression;
import java.util.List;
import java.util.Set;

/** An expression of one column of the row itself. */
interface ColumnExpression extends Expression {
    /** The column's name. */
    String column();

    @Override
    default List<Expression> operands() {
        return List.of();
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    default Set<String> columns() {
        return Set.of(column());
    }
}
