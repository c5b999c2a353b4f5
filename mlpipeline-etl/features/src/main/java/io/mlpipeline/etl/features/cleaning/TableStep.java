package io.mlpipeline.etl.features.cleaning;

import java.io.Serializable;

/** A step that compares rows with each other; the engine brings together those to compare. */
public sealed interface TableStep extends CleaningStep, Serializable permits Duplicates, ForwardFill {}
