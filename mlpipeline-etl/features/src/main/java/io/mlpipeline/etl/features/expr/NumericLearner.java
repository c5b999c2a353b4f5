package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.profile.NumericProfile;

/** A {@link Learner} of the distribution of its operand. */
public interface NumericLearner extends Learner {
    /**
     * Turns what was learned into an expression with fixed parameters.
     *
     * @param summary the summary of the operand over all fitting rows
     * @return the expression that replaces this one
     * @throws io.mlpipeline.api.error.InvalidDataException if nothing can be learned from the summary; the message says why
     */
    Expression learn(NumericProfile summary);
}
