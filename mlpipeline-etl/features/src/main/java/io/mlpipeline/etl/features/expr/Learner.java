package io.mlpipeline.etl.features.expr;

import java.util.List;

/** An expression with parameters that must be learned before it can be applied; fitting replaces it by what it has learned. */
public interface Learner extends Expression {
    /**
     * The expression whose values are learned from.
     *
     * @return the operand
     */
    Expression operand();

    @Override
    default List<Expression> operands() {
        return List.of(operand());
    }

    @Override
    default Evaluator bind(Scope scope) {
        throw new IllegalStateException(
                "'" + form().operator() + "' must be fitted before it is applied; call fit first");
    }
}
