package io.mlpipeline.models.core.evaluation;

/** How precision, recall and F1 of several classes become one number. */
public enum Averaging {
    /** That of the second of two classes. */
    BINARY,
    /** From the counts of all classes together. */
    MICRO,
    /** The mean over the classes that occur as label or prediction. */
    MACRO,
    /** The mean over the classes, weighted by their labels. */
    WEIGHTED
}
