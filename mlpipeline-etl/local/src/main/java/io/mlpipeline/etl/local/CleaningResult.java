package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.cleaning.CleaningReport;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;

/**
 * What came of cleaning: the cleaned rows, the quarantined ones with their reasons, and the account of all. Immutable and safe for
 * use by many threads.
 */
public final class CleaningResult implements AutoCloseable {
    private final LocalTable clean;
    private final Frame quarantine;
    private final CleaningReport report;
    private final FittedCleaning fitted;

    CleaningResult(LocalTable clean, Frame quarantine, CleaningReport report, FittedCleaning fitted) {
        this.clean = clean;
        this.quarantine = quarantine;
        this.report = report;
        this.fitted = fitted;
    }

    /**
     * The account of all rows and of the values that were changed.
     *
     * @return the report
     */
    public CleaningReport report() {
        return report;
    }

    /**
     * The rows that were kept, in their order.
     *
     * @return rows of the cleaning's cleaned schema
     */
    public LocalTable clean() {
        return clean;
    }

    /**
     * The cleaning with what was learned, to be applied to other tables and to live rows.
     *
     * @return the fitted cleaning
     */
    public FittedCleaning fitted() {
        return fitted;
    }

    /**
     * The rows that were quarantined, in the order of the steps.
     *
     * @return the columns {@code file} (empty: a table knows none), {@code line} (the row's number in the table, from 1),
     *     {@code reason}, {@code column}, {@code rule}, {@code value}, {@code raw}, the row's values when it was set aside as a
     *     CSV record, and an empty {@code key}
     */
    public Frame quarantine() {
        return quarantine;
    }

    /**
     * Writes the {@link #quarantine()}. A file that is there is replaced.
     *
     * @param file where to write; missing folders above it are made
     * @param format how to write
     * @throws java.io.UncheckedIOException if it cannot be written; nothing half-written stays
     * @throws IllegalArgumentException if it is a folder
     */
    public void writeQuarantine(String file, FileFormat format) {
        new LocalTable(quarantine, new Workers(Runnable::run, 1)).write(file, format);
    }

    /** Does nothing: memory is all that is held. Here so that the same code runs on an engine that holds more. */
    @Override
    public void close() {}
}
