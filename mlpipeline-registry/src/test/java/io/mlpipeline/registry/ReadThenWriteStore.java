package io.mlpipeline.registry;

import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.StageChange;
import java.util.List;
import java.util.Optional;

/** How not to do it: whatever was decided on is written, although the model may have changed since. */
final class ReadThenWriteStore implements MetadataStore {
    private final MetadataStore store;

    ReadThenWriteStore(MetadataStore store) {
        this.store = store;
    }

    @Override
    public boolean apply(ModelId model, long expectedRevision, List<StageChange> changes) {
        for (StageChange change : changes) {
            boolean written = false;
            while (!written) {
                try {
                    written = store.apply(model, store.revision(model), List.of(change));
                } catch (StoreException e) {
                    written = true; // Someone else has archived it already: "UPDATE ... WHERE" that finds no row.
                }
            }
        }
        return true;
    }

    @Override
    public ModelVersion add(ModelId model, NewVersion version) {
        return store.add(model, version);
    }

    @Override
    public Optional<ModelVersion> find(ModelId model, int version) {
        return store.find(model, version);
    }

    @Override
    public Optional<ModelVersion> latest(ModelId model) {
        return store.latest(model);
    }

    @Override
    public Optional<ModelVersion> production(ModelId model) {
        return store.production(model);
    }

    @Override
    public List<ModelVersion> versions(ModelId model) {
        return store.versions(model);
    }

    @Override
    public List<String> models(String tenant) {
        return store.models(tenant);
    }

    @Override
    public long revision(ModelId model) {
        return store.revision(model);
    }

    @Override
    public List<StageChange> history(ModelId model) {
        return store.history(model);
    }

    @Override
    public boolean describe(ModelId model, int version, String description) {
        return store.describe(model, version, description);
    }

    @Override
    public boolean tag(ModelId model, int version, String key, String value) {
        return store.tag(model, version, key, value);
    }

    @Override
    public boolean untag(ModelId model, int version, String key) {
        return store.untag(model, version, key);
    }

    @Override
    public void close() {
        store.close();
    }
}
