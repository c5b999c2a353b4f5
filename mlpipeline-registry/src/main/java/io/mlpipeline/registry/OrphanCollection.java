package io.mlpipeline.registry;

import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of looking for artifacts that nothing refers to.
 *
 * @param deleted where the deleted ones lay
 * @param bytes how many bytes they had there
 */
public record OrphanCollection(List<String> deleted, long bytes) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Copies the list. */
    public OrphanCollection {
        deleted = List.copyOf(deleted);
    }

    static OrphanCollection run(MetadataStore metadata, ArtifactStore artifacts, Instant now, Duration grace) {
        if (grace.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "Artifacts of registrations under way must not be taken: the grace is at least " + SHORTEST
                            + ", got " + grace);
        }
        List<String> deleted = new ArrayList<>();
        long[] bytes = {0};
        artifacts.sweep(now.minus(grace), metadata::refersTo, (where, size) -> {
            deleted.add(where);
            bytes[0] += size;
        });
        return new OrphanCollection(deleted, bytes[0]);
    }
}
