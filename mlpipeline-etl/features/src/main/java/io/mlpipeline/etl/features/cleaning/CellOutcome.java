package io.mlpipeline.etl.features.cleaning;

/**
 * How many values one step changed.
 *
 * @param step the step's name
 * @param cells the number of values that it replaced or flagged, in rows that were kept
 */
public record CellOutcome(String step, long cells) {}
