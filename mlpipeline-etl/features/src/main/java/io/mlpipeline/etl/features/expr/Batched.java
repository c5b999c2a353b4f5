package io.mlpipeline.etl.features.expr;

import java.util.List;

/**
 * An operator of which a {@link Program} computes many in one loop, which is several times faster than one call each. Its
 * arithmetic stands in the batch alone; {@link #bind} runs a batch of one.
 */
public interface Batched extends Expression {
    /**
     * What operators must share to be computed together.
     *
     * @return a value with {@code equals}; members of one batch are of one class
     */
    Object batchKey();

    /**
     * Makes operators of one {@link #batchKey()} ready for rows of one layout.
     *
     * @param members the operators, this among them
     * @param operands for each member the registers of its operands
     * @param results for each member the register of its result
     * @param scope the row's columns and the slots of windows
     * @return the loop
     * @throws IllegalArgumentException if a column is unknown or has a type that the operator does not take
     */
    Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope);

    @Override
    default Evaluator bind(Scope scope) {
        return Program.of(List.of(this), scope).single();
    }
}
