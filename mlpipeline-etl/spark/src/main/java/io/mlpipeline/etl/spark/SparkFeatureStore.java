package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.group.GroupRegistry;
import io.mlpipeline.etl.store.offline.ManifestLog;
import java.time.Clock;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A store of feature groups on any file system that Spark can reach, with the definitions and manifests of the store on one
 * machine; partition files are written by Spark and read by Spark. Safe for use by many threads and processes.
 */
public final class SparkFeatureStore {
    private final SparkSession session;
    private final HadoopFiles files;
    private final Clock clock;
    private final GroupRegistry registry;

    private SparkFeatureStore(SparkSession session, HadoopFiles files, Clock clock) {
        this.session = session;
        this.files = files;
        this.clock = clock;
        this.registry = GroupRegistry.in(files);
    }

    /**
     * Opens a store; one that is not there yet comes about with its first group.
     *
     * @param session a running session, which stays the host's
     * @param folder where the store lies, as a path or URI
     * @param clock tells when runs are published
     * @return the store
     */
    public static SparkFeatureStore open(SparkSession session, String folder, Clock clock) {
        Opens.require();
        HadoopFiles files = HadoopFiles.in(folder, session.sparkContext().hadoopConfiguration());
        return new SparkFeatureStore(session, files, clock);
    }

    /**
     * Registers a group; one that is registered already with the same definition stays as it is.
     *
     * @param group the group
     * @return its history
     * @throws IllegalArgumentException if the version is registered with another definition
     */
    public SparkOfflineGroup register(FeatureGroup group) {
        if (!registry.groups().contains(group.id())) {
            log(group).begin();
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
    public SparkOfflineGroup group(String name, int version) {
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

    private SparkOfflineGroup offline(FeatureGroup group) {
        return new SparkOfflineGroup(session, group, files, log(group));
    }

    private ManifestLog log(FeatureGroup group) {
        return ManifestLog.of(files, group, clock);
    }
}
