package io.mlpipeline.etl.features.expr;

import java.util.List;

/**
 * A {@link Learner} of the operand's moments within each category of a text column. The operand is read from fitting rows
 * only, so it may be a column that is not known at prediction time; the target it may be only for a learner with
 * {@linkplain #folds() folds}.
 */
public interface GroupLearner extends Learner {
    /**
     * The text column that tells the groups apart.
     *
     * @return a column name
     */
    String group();

    /**
     * How the fitting rows are divided.
     *
     * @return the folds; {@link Folds#NONE} if all rows are taken together
     */
    default Folds folds() {
        return Folds.NONE;
    }

    /**
     * Turns what was learned into an expression with fixed parameters.
     *
     * @param moments the operand's moments by group and fold over all fitting rows
     * @return the expression that replaces this one
     * @throws io.mlpipeline.api.error.InvalidDataException if nothing can be learned; the message says why
     */
    Expression learn(GroupMoments moments);

    @Override
    default List<Expression> operands() {
        return List.of(operand());
    }
}
