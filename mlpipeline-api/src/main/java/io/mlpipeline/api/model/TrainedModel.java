package io.mlpipeline.api.model;

import io.mlpipeline.api.provenance.TrainingProvenance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an {@link Estimator} returns: a portable model with what is known of its training.
 *
 * @param model the model, evaluated in pure Java
 * @param importance the features by falling importance; empty if the learner has no such notion
 * @param provenance the data, parameters and library it was trained with
 * @param metrics how well it fits rows that it was trained on; empty where that is not known, as of an imported model
 */
public record TrainedModel(
        Model model, List<FeatureImportance> importance, TrainingProvenance provenance, List<TrainingMetric> metrics) {
    /** Copies the lists and sorts the importance. */
    public TrainedModel {
        metrics = List.copyOf(metrics);
        importance = importance.stream()
                .sorted(Comparator.comparingDouble(FeatureImportance::share).reversed())
                .toList();
    }

    /**
     * A model of whose fit nothing is known.
     *
     * @param model the model
     * @param importance the features' importance
     * @param provenance how it was trained
     */
    public TrainedModel(Model model, List<FeatureImportance> importance, TrainingProvenance provenance) {
        this(model, importance, provenance, List.of());
    }

    /**
     * A metric of the training rows.
     *
     * @param name the metric's name
     * @return empty if it is not known
     */
    public Optional<TrainingMetric> metric(String name) {
        return metrics.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
