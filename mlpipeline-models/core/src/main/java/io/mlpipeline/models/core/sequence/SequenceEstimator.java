package io.mlpipeline.models.core.sequence;

/** Learns a {@link SequenceModel} from many series at once. Immutable and safe for use by many threads. */
public interface SequenceEstimator {
    /**
     * Its name, such as {@code lstm}.
     *
     * @return the name
     */
    String name();

    /**
     * Learns.
     *
     * @param data the series
     * @return the model in its portable form
     * @throws io.mlpipeline.api.error.InvalidDataException if the series are too short or hold nothing to learn from
     */
    TrainedSequenceModel fit(SequenceSet data);
}
