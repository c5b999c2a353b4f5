package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.Severity;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came of reading: the good rows, the quarantined ones with their reasons, and the account of all.
 *
 * <p>The rows are held in Spark's storage, in memory and on disk, until this is closed; afterwards they would be read again.
 * Safe for use by many threads.
 */
public final class EtlResult implements AutoCloseable {
    private final HeldRows rows;
    private final Schema schema;
    private final QualityReport report;

    EtlResult(HeldRows rows, Schema schema, QualityReport report) {
        this.rows = rows;
        this.schema = schema;
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
     * The rows that were kept.
     *
     * @return {@code report().kept()} rows of the source's schema
     */
    public SparkTable clean() {
        List<String> columns = new ArrayList<>(schema.names());
        columns.addAll(TrackedRows.PLACE); // behind the table's columns: cleaning asks for the order of rows
        return new SparkTable(rows.columnsWhere(ReadRows.FATE, ReadRows.KEPT, columns), schema);
    }

    /**
     * The rows that were quarantined, one row a reason.
     *
     * @return the columns {@code file}, {@code line}, {@code reason} (from 1; the first decided), {@code column},
     *     {@code rule}, {@code value}, {@code raw}, the text as it stands in the file, and {@code key}, the row's values of the
     *     {@linkplain io.mlpipeline.etl.features.quality.Expectations.Builder#key declared columns} as a CSV record
     */
    public Dataset<Row> quarantine() {
        return rows.columnsWhere(ReadRows.FATE, Severity.QUARANTINE.name(), ReadRows.REASONS)
                .select(
                        PhysicalRows.named(ReadRows.FILE).as("file"),
                        PhysicalRows.named(ReadRows.LINE).as("line"),
                        PhysicalRows.named(ReadRows.RAW).as("raw"),
                        PhysicalRows.named(ReadRows.KEY).as("key"),
                        posexplode(PhysicalRows.named(ReadRows.VIOLATIONS)))
                .select(
                        col("file"),
                        col("line"),
                        col("pos").plus(1).as("reason"),
                        col("col.column").as("column"),
                        col("col.rule").as("rule"),
                        col("col.value").as("value"),
                        col("raw"),
                        col("key"));
    }

    /**
     * Writes the {@link #quarantine()} in the order of files and lines. A folder that Spark wrote before is replaced.
     *
     * @param folder where to write
     * @param format how to write
     * @throws java.io.UncheckedIOException if it cannot be written; nothing half-written stays
     * @throws IllegalArgumentException if something else is there already
     */
    public void writeQuarantine(String folder, FileFormat format) {
        FolderWriter.write(quarantine().orderBy("file", "line", "reason"), folder, format);
    }

    /** Gives the storage back. */
    @Override
    public void close() {
        rows.release();
    }
}
