package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;

/** A loop over operators of one kind. It does not allocate and keeps no state between rows. */
@FunctionalInterface
public interface Batch {
    /**
     * Computes all results for one row.
     *
     * @param row the row, in the layout of the {@link Scope}
     * @param windows one value a window slot of the {@link Scope}
     * @param registers holds the operands and receives the results; {@code NaN} means missing
     */
    void run(Row row, double[] windows, double[] registers);
}
