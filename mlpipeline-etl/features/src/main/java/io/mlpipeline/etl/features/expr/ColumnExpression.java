package io.mlpipeline.etl.features.expr;

import java.util.List;
import java.util.Set;

/** An expression of one column of the row itself. */
public interface ColumnExpression extends Expression {
    /**
     * The column.
     *
     * @return its name
     */
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
