package io.mlpipeline.etl.store;

import io.mlpipeline.etl.features.source.ExactFormat;
import io.mlpipeline.etl.store.files.StoreFiles;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.group.GroupRegistry;
import io.mlpipeline.etl.store.offline.ManifestLog;
import io.mlpipeline.etl.store.offline.OfflineGroup;
import java.time.Clock;
import java.util.List;

/**
 * A store of feature groups: their definitions and the history of their values, in files.
 *
 * <p>Safe for use by many threads and processes.
 */
public final class FeatureStore {
    private final StoreFiles files;
    private final ExactFormat format;
    private final Clock clock;
    private final GroupRegistry registry;

    private FeatureStore(StoreFiles files, ExactFormat format, Clock clock) {
        this.files = files;
        this.format = format;
        this.clock = clock;
        this.registry = GroupRegistry.in(files);
    }

    /**
     * Opens a store; one that is not there yet comes about with its first group.
     *
     * @param files where it lies
     * @param format how partitions are written, the same for all processes
     * @param clock tells when runs are published
     * @return the store
     */
    public static FeatureStore open(StoreFiles files, ExactFormat format, Clock clock) {
        return new FeatureStore(files, format, clock);
    }

    /**
     * Registers a group; one that is registered already with the same definition stays as it is.
     *
     * @param group the group
     * @return its history
     * @throws IllegalArgumentException if the version is registered with another definition
     */
    public OfflineGroup register(FeatureGroup group) {
        if (!registry.groups().contains(group.id())) {
            // Before the definition: from then on a group without manifests is one that has lost them.
            ManifestLog.of(files, group, clock).begin();
        }
        registry.register(group);
        return offline(group);
    }

    /**
     * A registered group.
     *
     * @param name its name
     * @param version its version
     * @return its history
     * @throws IllegalArgumentException if there is none; the message names those that are
     */
    public OfflineGroup group(String name, int version) {
        return offline(registry.group(name, version));
    }

    /**
     * All registered groups.
     *
     * @return their ids in the order of names
     */
    public List<GroupId> groups() {
        return registry.groups();
    }

    private OfflineGroup offline(FeatureGroup group) {
        return OfflineGroup.of(group, files, format, clock);
    }
}
