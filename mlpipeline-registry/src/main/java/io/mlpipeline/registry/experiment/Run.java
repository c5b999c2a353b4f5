package io.mlpipeline.registry.experiment;

import io.mlpipeline.registry.version.ArtifactId;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run as the registry held it when it was asked. Immutable.
 *
 * @param id which run it is
 * @param parent the run that it is a part of; empty if it stands alone
 * @param status how far it has come
 * @param startedBy who began it
 * @param codeVersion the commit that was running, possibly empty
 * @param dataFingerprint what identifies the training data, possibly empty
 * @param parameters by name
 * @param metrics the last value of each metric, by name; the way there is in {@link RunStore#metric}
 * @param tags by key
 * @param environment by name
 * @param artifacts stored files, by name
 * @param startedAt when it began, to the microsecond
 * @param endedAt when it ended; empty while it is running
 */
public record Run(
        RunId id,
        OptionalInt parent,
        RunStatus status,
        String startedBy,
        String codeVersion,
        String dataFingerprint,
        SortedMap<String, String> parameters,
        SortedMap<String, Double> metrics,
        SortedMap<String, String> tags,
        SortedMap<String, String> environment,
        SortedMap<String, ArtifactId> artifacts,
        Instant startedAt,
        Optional<Instant> endedAt) {
    /** Copies the maps. */
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
    }
}
