package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.time.LocalDate;

/**
 * One consistent state of a group: it never changes, whatever is published later. Every file is checked against its hash when it
 * is read. Immutable and safe for use by many threads.
 */
public final class OfflineRun {
    private final Manifest manifest;
    private final Schema schema;
    private final PartitionFiles files;

    OfflineRun(Manifest manifest, Schema schema, PartitionFiles files) {
        this.manifest = manifest;
        this.schema = schema;
        this.files = files;
    }

    /**
     * What the state consists of.
     *
     * @return its manifest
     */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * All features.
     *
     * @return the rows, ascending by time
     * @throws io.mlpipeline.api.error.CorruptArtifactException if a file is missing or was altered
     */
    public Frame read() {
        return read(LocalDate.MIN, LocalDate.MAX);
    }

    /**
     * The features of some partitions.
     *
     * @param from the first day wanted
     * @param to the last day wanted
     * @return the rows of all partitions that begin on one of these days, ascending by time
     * @throws io.mlpipeline.api.error.CorruptArtifactException if a file is missing or was altered
     */
    public Frame read(LocalDate from, LocalDate to) {
        Frame.Builder rows = Frame.builder(schema);
        for (PartitionFile file : manifest.partitions(Layer.FEATURES).values()) {
            if (!file.start().isBefore(from) && !file.start().isAfter(to)) {
                for (Frame.Cursor row = files.read(file, schema).cursor(); row.next(); ) {
                    rows.add(row);
                }
            }
        }
        return rows.build();
    }

    @Override
    public String toString() {
        return "run " + manifest.run() + " of " + manifest.group();
    }
}
