package io.mlpipeline.registry.store;

import io.mlpipeline.registry.version.ArtifactId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version that has no number yet.
 *
 * @param artifact the id of the stored bytes
 * @param metrics by name; {@code NaN} where a metric is undefined
 * @param createdAt when it was registered; cut to the microsecond
 */
public record NewVersion(ArtifactId artifact, SortedMap<String, Double> metrics, Instant createdAt) {
    /** Copies the metrics. */
    public NewVersion {
        Objects.requireNonNull(artifact, "artifact");
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }
}
