package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.source.FrameFormat;

/**
 * What came of reading: the good rows, the quarantined ones with their reasons, and the account of all. Immutable and safe for
 * use by many threads.
 */
public final class EtlResult implements AutoCloseable {
    private final LocalTable clean;
    private final Frame quarantine;
    private final QualityReport report;

    EtlResult(LocalTable clean, Frame quarantine, QualityReport report) {
        this.clean = clean;
        this.quarantine = quarantine;
        this.report = report;
    }

    /**
     * The account of all rows read.
     *
     * @return the report
     */
    public QualityReport report() {
        return report;
    }

    /**
     * The rows that were kept, in the order of files and lines.
     *
     * @return {@code report().kept()} rows of the source's schema
     */
    public LocalTable clean() {
        return clean;
    }

    /**
     * The rows that were quarantined, one row a reason, in the order of files and lines.
     *
     * @return the columns {@code file}, {@code line}, {@code reason} (from 1; the first decided), {@code column},
     *     {@code rule}, {@code value}, {@code raw}, the text as it stands in the file, and {@code key}, the row's values of the
     *     {@linkplain io.mlpipeline.etl.features.quality.Expectations.Builder#key declared columns} as a CSV record
     */
    public Frame quarantine() {
        return quarantine;
    }

    /**
     * Writes the {@link #quarantine()}. A file that is there is replaced.
     *
     * @param file where to write; missing folders above it are made
     * @param format how to write: a {@link FileFormat}, or one of another module
     * @throws java.io.UncheckedIOException if it cannot be written; nothing half-written stays
     * @throws IllegalArgumentException if it is a folder
     */
    public void writeQuarantine(String file, FrameFormat format) {
        FrameFile.write(quarantine, file, format);
    }

    /** Does nothing: memory is all that is held. Here so that the same code runs on an engine that holds more. */
    @Override
    public void close() {}
}
