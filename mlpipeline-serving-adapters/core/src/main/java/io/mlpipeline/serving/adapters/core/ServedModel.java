package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.models.core.evaluation.Score;
import java.util.List;

/**
 * What is known of a version that answers.
 *
 * @param name the model's name
 * @param version the registry's number; 0 if the bundle came from no registry
 * @param bundleHash SHA-256 of the bundle as lower-case hex
 * @param target the column that is predicted
 * @param scores how good it was on its hold-out
 */
public record ServedModel(String name, int version, String bundleHash, String target, List<Score> scores) {
    /** Copies the scores. */
    public ServedModel {
        scores = List.copyOf(scores);
    }

    /**
     * The name and number for messages and logs.
     *
     * @return such as {@code daily-sales v3}
     */
    public String label() {
        return version == 0 ? name : name + " v" + version;
    }
}
