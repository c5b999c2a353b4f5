package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import java.io.Serializable;

/** Steps that an engine can take at once: rows by themselves, or one step that compares rows. */
public sealed interface CleaningStage extends Serializable permits RowStage, TableStage {
    /**
     * The columns of rows before the stage.
     *
     * @return the schema
     */
    Schema schema();

    /**
     * The number of the stage's first step in the cleaning.
     *
     * @return from 0
     */
    int firstStep();
}
