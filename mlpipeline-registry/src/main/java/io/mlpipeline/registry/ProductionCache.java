package io.mlpipeline.registry;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * The production versions that were asked for lately. A change made through this registry shows at once, since the entry is
 * dropped; one made by another process shows when the entry has expired. No thread of its own: expiry is found on reading.
 */
final class ProductionCache {
    private static final int MODELS = 10_000;

    private final LoadingCache<ModelId, Optional<ModelVersion>> versions;

    ProductionCache(Function<ModelId, Optional<ModelVersion>> loader, Duration expiry, Ticker ticker) {
        versions = Caffeine.newBuilder()
                .maximumSize(MODELS)
                .expireAfterWrite(expiry)
                .ticker(ticker)
                .executor(Runnable::run)
                .build(loader::apply);
    }

    Optional<ModelVersion> get(ModelId model) {
        return versions.get(model);
    }

    void drop(ModelId model) {
        versions.invalidate(model);
    }
}
