package io.mlpipeline.registry;

import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the production version of one model has changed, whoever changed it. It looks when it is polled, and reads one row
 * if nothing has changed. Safe for use by many threads: each change is told to one of them.
 *
 * <p>A feed tells the state, not the way to it: of several changes between two polls the last one shows, and none if it led back
 * to the same version. The way is in {@link ModelRegistry#history}.
 */
public final class ProductionFeed {
    private final MetadataStore store;
    private final ModelId model;
    private long revision;
    private @Nullable ModelVersion current;

    ProductionFeed(MetadataStore store, ModelId model) {
        this.store = store;
        this.model = model;
        // The revision first: a change between the two reads is then found by the next poll, not lost.
        this.revision = store.revision(model);
        this.current = store.production(model).orElse(null);
    }

    /**
     * The version that was in production when the feed last looked: when it was made or polled.
     *
     * @return the version; empty if there was none
     */
    public synchronized Optional<ModelVersion> current() {
        return Optional.ofNullable(current);
    }

    /**
     * Looks now.
     *
     * @return the change since the feed last looked; empty if there is none
     * @throws io.mlpipeline.api.error.MlPipelineException if the store cannot be read; the next poll tells what this one missed
     * @throws IllegalStateException if the registry is closed
     */
    public synchronized Optional<ProductionChange> poll() {
        long latest = store.revision(model);
        if (latest == revision) {
            return Optional.empty();
        }
        ModelVersion before = current;
        ModelVersion after = store.production(model).orElse(null);
        current = after;
        revision = latest;
        return numberOf(before) == numberOf(after)
                ? Optional.empty()
                : Optional.of(new ProductionChange(model.name(), before, after));
    }

    private static int numberOf(@Nullable ModelVersion version) {
        return version == null ? 0 : version.version();
    }
}
