package io.mlpipeline.models.core.sequence;

import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import java.util.List;

/**
 * What a {@link SequenceEstimator} returns.
 *
 * @param model the model, evaluated in pure Java
 * @param provenance the data, parameters and library it was trained with
 */
public record TrainedSequenceModel(SequenceModel model, TrainingProvenance provenance) {
    /**
     * The same for a bundle or a registry.
     *
     * @return the model without an importance of its features
     */
    public TrainedModel asTrainedModel() {
        return new TrainedModel(model, List.of(), provenance);
    }
}
