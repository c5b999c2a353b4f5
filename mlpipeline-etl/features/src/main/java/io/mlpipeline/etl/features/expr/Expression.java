package io.mlpipeline.etl.features.expr;

import java.util.List;
import java.util.Set;

/**
 * A numeric function of a row and of the past of its series: an immutable value with a JSON form.
 *
 * <p>The result is a double; {@code NaN} means missing, and a missing operand gives a missing result unless the operator says
 * otherwise. An operator whose parameters must be learned first is a {@link NumericLearner}; fitting replaces it by an expression
 * that holds what was learned.
 *
 * <p>A host adds operators of its own by implementing this interface and an {@link OperatorProvider}.
 */
public interface Expression {
    /**
     * The JSON form, from which an {@link OperatorProvider} reads the same expression again.
     *
     * @return a new form
     */
    Form form();

    /**
     * The expressions that this one is computed from.
     *
     * @return an immutable list, empty for a leaf
     */
    List<Expression> operands();

    /**
     * The same operator on other operands.
     *
     * @param operands as many as {@link #operands()}
     * @return the expression; this one if nothing changes
     */
    Expression withOperands(List<Expression> operands);

    /**
     * The columns of the row itself that this operator reads, without those of its operands.
     *
     * @return column names
     */
    default Set<String> columns() {
        return Set.of();
    }

    /**
     * Prepares the expression for rows of one layout.
     *
     * @param scope the row's columns and the slots of windows
     * @return a function for one thread at a time
     * @throws IllegalArgumentException if a column is unknown or has a type that the operator does not take
     * @throws IllegalStateException if the expression must be learned first
     */
    Evaluator bind(Scope scope);
}
