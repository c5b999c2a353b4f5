package io.mlpipeline.serving.adapters.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One answer of a model.
 *
 * @param id unique over all services; the key under which the true value can be told later
 * @param value the prediction, always finite; of a model of several classes the number of the most probable one
 * @param model the model's name
 * @param version the registry's number of the version that answered; 0 if the bundle came from no registry
 * @param bundleHash SHA-256 of the bundle that answered, as lower-case hex
 * @param timestamp when it was made
 * @param probabilities of each class in the order of their numbers; empty unless the model has several outputs, which are classes
 */
public record Prediction(
        String id,
        double value,
        String model,
        int version,
        String bundleHash,
        Instant timestamp,
        List<ClassProbability> probabilities) {
    /** Copies the probabilities. */
    public Prediction {
        probabilities = List.copyOf(probabilities);
    }

    /**
     * The answer of a model of one output.
     *
     * @param id unique over all services
     * @param value the prediction
     * @param model the model's name
     * @param version the registry's number, or 0
     * @param bundleHash SHA-256 of the bundle
     * @param timestamp when it was made
     */
    public Prediction(String id, double value, String model, int version, String bundleHash, Instant timestamp) {
        this(id, value, model, version, bundleHash, timestamp, List.of());
    }

    /**
     * The name of the most probable class.
     *
     * @return empty unless the model has several outputs, which are classes
     */
    public Optional<String> label() {
        return probabilities.isEmpty()
                ? Optional.empty()
                : Optional.of(probabilities.get((int) value).label());
    }
}
