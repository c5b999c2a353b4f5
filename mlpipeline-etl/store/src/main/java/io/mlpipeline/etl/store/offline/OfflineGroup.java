package io.mlpipeline.etl.store.offline;

import io.mlpipeline.etl.features.source.ExactFormat;
import io.mlpipeline.etl.store.files.StoreFiles;
import io.mlpipeline.etl.store.group.FeatureGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The history of one group's features, in files of this machine's engine. Safe for use by many threads and processes. */
public final class OfflineGroup {
    private final FeatureGroup group;
    private final ManifestLog log;
    private final PartitionFiles files;

    private OfflineGroup(FeatureGroup group, ManifestLog log, PartitionFiles files) {
        this.group = group;
        this.log = log;
        this.files = files;
    }

    /**
     * The history of a registered group.
     *
     * @param group the group
     * @param files the store's files
     * @param format how partitions are written
     * @param clock tells when a run is published
     * @return its history
     */
    public static OfflineGroup of(FeatureGroup group, StoreFiles files, ExactFormat format, Clock clock) {
        ManifestLog log = ManifestLog.of(files, group, clock);
        return new OfflineGroup(group, log, new PartitionFiles(files, format, log.partitionFolder()));
    }

    /**
     * The group's definition.
     *
     * @return the group
     */
    public FeatureGroup group() {
        return group;
    }

    /**
     * The newest state.
     *
     * @return a run, which stays as it is when others are published
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the state is lost; the message says what is missing
     */
    public OfflineRun current() {
        return new OfflineRun(log.current(), group.schema(), files);
    }

    /**
     * An earlier state.
     *
     * @param number the number of a run
     * @return the run
     * @throws IllegalArgumentException if there is no such run, or it was collected
     */
    public OfflineRun run(long number) {
        return new OfflineRun(log.manifest(number), group.schema(), files);
    }

    /**
     * The runs that can be read.
     *
     * @return their numbers, ascending
     */
    public List<Long> runs() {
        return log.runs();
    }

    /**
     * Deletes what only runs replaced long ago had, and what stopped processes left.
     *
     * @param grace how long a run can still be read after it was replaced; longer than any read or run takes
     * @return how many files were deleted
     * @throws IllegalArgumentException if the grace period is negative
     */
    public int collect(Duration grace) {
        return log.collect(grace);
    }

    ManifestLog log() {
        return log;
    }

    PartitionFiles files() {
        return files;
    }
}
