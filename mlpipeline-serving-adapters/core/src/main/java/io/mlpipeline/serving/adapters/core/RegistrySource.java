package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.version.ModelVersion;

/** The version that a registry has in production. */
final class RegistrySource implements ModelSource {
    private final ModelRegistry registry;
    private final String model;

    RegistrySource(ModelRegistry registry, String model) {
        this.registry = registry;
        this.model = model;
    }

    @Override
    public boolean isCurrent(LoadedModel candidate) {
        return production().version() == candidate.info().version();
    }

    @Override
    public LoadedModel load() {
        ModelVersion version = production();
        return BundleSource.open(registry.bundle(version), version.name(), version.version());
    }

    private ModelVersion production() {
        return registry.production(model)
                .orElseThrow(() -> new InvalidDataException("The registry has no version of model '" + model
                        + "' in production. Promote one: registry.promote(version, policy)"));
    }
}
