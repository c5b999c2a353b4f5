package io.mlpipeline.testkit.registry;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.experiment.RunStore;
import io.mlpipeline.registry.store.GovernanceStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.registry.store.TableRow;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.VersionQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** How not to do it: whatever was decided on is written, although the model may have changed since. */
final class ReadThenWriteStore implements MetadataStore {
    private final MetadataStore store;

    ReadThenWriteStore(MetadataStore store) {
        this.store = store;
    }

    @Override
    public boolean apply(ModelId model, long expectedRevision, List<StageChange> changes, Act act) {
        for (StageChange change : changes) {
            boolean written = false;
            while (!written) {
                try {
                    written = store.apply(model, store.revision(model), List.of(change), act);
                } catch (StoreException e) {
                    written = true; // Someone else has archived it already: "UPDATE ... WHERE" that finds no row.
                }
            }
        }
        return true;
    }

    @Override
    public ModelVersion add(ModelId model, NewVersion version, Act act) {
        return store.add(model, version, act);
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
    public boolean describe(ModelId model, int version, String description, Act act) {
        return store.describe(model, version, description, act);
    }

    @Override
    public boolean tag(ModelId model, int version, String key, String value, Act act) {
        return store.tag(model, version, key, value, act);
    }

    @Override
    public boolean untag(ModelId model, int version, String key, Act act) {
        return store.untag(model, version, key, act);
    }

    @Override
    public List<ModelVersion> search(ModelId model, VersionQuery query) {
        return store.search(model, query);
    }

    @Override
    public GovernanceStore governance() {
        return store.governance();
    }

    @Override
    public RunStore runs() {
        return store.runs();
    }

    @Override
    public AuditLog audit(String tenant) {
        return store.audit(tenant);
    }

    @Override
    public boolean refersTo(String sha256) {
        return store.refersTo(sha256);
    }

    @Override
    public void dump(Consumer<TableRow> visitor) {
        store.dump(visitor);
    }

    @Override
    public void load(List<TableRow> rows, Act act) {
        store.load(rows, act);
    }

    @Override
    public void close() {
        store.close();
    }
}
