package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;

/** An {@link Expression} bound to the layout of a row. It does not allocate and keeps no state between rows. */
@FunctionalInterface
public interface Evaluator {
    /**
     * Computes the value.
     *
     * @param row the row, in the layout of the {@link Scope}
     * @param windows one value a window slot of the {@link Scope}
     * @return the value; {@code NaN} means missing
     */
    double evaluate(Row row, double[] windows);
}
