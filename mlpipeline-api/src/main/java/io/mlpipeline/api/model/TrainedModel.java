package io.mlpipeline.api.model;

import io.mlpipeline.api.provenance.TrainingProvenance;
import java.util.Comparator;
import java.util.List;

/**
 * What an {@link Estimator} returns: a portable model with what is known of its training.
 *
 * @param model the model, evaluated in pure Java
 * @param importance the features by falling importance; empty if the learner has no such notion
 * @param provenance the data, parameters and library it was trained with
 */
public record TrainedModel(Model model, List<FeatureImportance> importance, TrainingProvenance provenance) {
    /** Copies and sorts the importance. */
    public TrainedModel {
        importance = importance.stream()
                .sorted(Comparator.comparingDouble(FeatureImportance::share).reversed())
                .toList();
    }
}
