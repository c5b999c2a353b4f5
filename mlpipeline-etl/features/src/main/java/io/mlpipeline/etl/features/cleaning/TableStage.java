package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;

/**
 * One step that compares rows.
 *
 * @param schema the columns of rows, before and after
 * @param firstStep the step's number in the cleaning
 * @param step the step
 */
public record TableStage(Schema schema, int firstStep, TableStep step) implements CleaningStage {}
