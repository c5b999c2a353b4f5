package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;

/** Judges predictions by one number. Implementations are immutable and safe for use by many threads; see {@link Metrics} and
 * {@link ClassMetrics}. */
public interface Metric {
    /**
     * The name that stands in reports, such as {@code rmse}; equal names mean equal definitions.
     *
     * @return a short lower-case name
     */
    String name();

    /**
     * Whether a larger value is better. For a metric whose best value lies between, such as a bias, this says false and a
     * comparison takes the absolute value.
     *
     * @return true for scores, false for errors
     */
    boolean higherIsBetter();

    /**
     * Computes the metric.
     *
     * @param actual the rows with their labels and weights, at least one; a row counts by its weight
     * @param predicted the model's outputs of each row, one row after the other; finite
     * @return the value; {@code NaN} where the definition gives none
     */
    double of(TrainingSet actual, double[] predicted);
}
