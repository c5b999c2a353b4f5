package io.mlpipeline.api.model;

/**
 * Learns a {@link Model} from labelled data.
 *
 * <p>Implementations are immutable: the parameters, the seed and the number of threads are set in a builder, and the same data
 * and parameters give the same model. They may be used by many threads, each {@code fit} on its own.
 */
public interface Estimator {
    /**
     * A short name for tables and logs, such as {@code xgboost}.
     *
     * @return the name
     */
    String name();

    /**
     * Learns from the data.
     *
     * @param data the labelled data, at least one row
     * @return the model with its provenance
     * @throws io.mlpipeline.api.error.InvalidDataException if the data cannot be learned from; the message says why
     */
    TrainedModel fit(TrainingSet data);
}
