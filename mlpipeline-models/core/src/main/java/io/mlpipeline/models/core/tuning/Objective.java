package io.mlpipeline.models.core.tuning;

/**
 * What a study minimises.
 *
 * @param <B> the builder that the search is over
 */
@FunctionalInterface
public interface Objective<B> {
    /**
     * Judges one set of values.
     *
     * @param builder a builder of its own, with the values set
     * @param progress where losses on the way may be reported
     * @return the loss; smaller is better
     * @throws Exception if the values cannot be judged; the trial counts as failed and the study goes on
     */
    double of(B builder, TrialProgress progress) throws Exception;
}
