package io.mlpipeline.registry.version;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of a model as the registry held it when it was asked. Immutable: a later change of stage, tags or description
 * shows in a new value, the number, the artifact, the metrics and the time never change.
 *
 * @param name the model's name
 * @param version the number, 1 for the model's first version
 * @param stage where the version stands
 * @param artifact the id of the bundle's bytes
 * @param metrics what the bundle's own evaluation says, by the metric's name; {@code NaN} where a metric is undefined
 * @param tags the host's labels, by key
 * @param description the host's free text, possibly empty
 * @param createdAt when it was registered, to the microsecond
 * @param createdBy who registered it; empty where an older version of this library did
 */
public record ModelVersion(
        String name,
        int version,
        Stage stage,
        ArtifactId artifact,
        SortedMap<String, Double> metrics,
        SortedMap<String, String> tags,
        String description,
        Instant createdAt,
        String createdBy) {
    /** Checks the number and copies the maps. */
    public ModelVersion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(artifact, "artifact");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(createdBy, "createdBy");
        if (version < 1) {
            throw new IllegalArgumentException("Versions of '" + name + "' count from 1, got " + version);
        }
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /**
     * The name and number for messages and logs.
     *
     * @return such as {@code daily-sales v3}
     */
    public String label() {
        return name + " v" + version;
    }
}
