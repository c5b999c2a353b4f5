package io.mlpipeline.etl.features.cleaning;

/** A step bound to the layout of rows. May keep scratch memory; for one thread. */
@FunctionalInterface
interface RowAction {
    /** What a step did to a row. */
    enum Effect {
        NONE,
        CHANGED,
        REMOVED
    }

    Effect apply(WorkingRow row);
}
