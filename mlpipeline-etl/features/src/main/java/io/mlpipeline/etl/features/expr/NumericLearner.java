package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.profile.NumericProfile;
import java.util.List;

/** An expression whose parameters are learned from the distribution of its operand. */
public interface NumericLearner extends Expression {
    /**
     * The expression whose values are summarised.
     *
     * @return the operand
     */
    Expression operand();

    /**
     * Turns what was learned into an expression with fixed parameters.
     *
     * @param summary the summary of the operand over all fitting rows
     * @return the expression that replaces this one
     * @throws io.mlpipeline.api.error.InvalidDataException if nothing can be learned from the summary; the message says why
     */
    Expression learn(NumericProfile summary);

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
