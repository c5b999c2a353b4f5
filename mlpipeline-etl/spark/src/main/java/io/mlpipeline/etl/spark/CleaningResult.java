package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import io.mlpipeline.etl.features.cleaning.CleaningReport;
import io.mlpipeline.etl.features.cleaning.CleaningStep;
import io.mlpipeline.etl.features.cleaning.CleaningTally;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What came of cleaning: the cleaned rows, the quarantined ones with their reasons, and the account of all.
 *
 * <p>The rows are held in Spark's storage, in memory and on disk, until this is closed; afterwards they would be computed again.
 * Safe for use by many threads.
 */
public final class CleaningResult implements AutoCloseable {
    private final HeldRows rows;
    private final FittedCleaning fitted;
    private final CleaningReport report;
    private final boolean isPlaced;
    private final Optional<SeriesOrder> order;

    CleaningResult(
            HeldRows rows, FittedCleaning fitted, CleaningTally tally, boolean isPlaced, Optional<SeriesOrder> order) {
        this.rows = rows;
        this.order = order;
        this.fitted = fitted;
        this.report = tally.report(fitted.steps());
        this.isPlaced = isPlaced;
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
     * The rows that were kept.
     *
     * @return rows of the cleaning's cleaned schema
     */
    public SparkTable clean() {
        List<String> columns = new ArrayList<>(fitted.cleanedSchema().names());
        if (isPlaced) {
            columns.addAll(TrackedRows.PLACE);
        }
        return new SparkTable(rows.columnsWhere(TrackedRows.REMOVED, null, columns), fitted.cleanedSchema(), order);
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
     * The rows that were quarantined.
     *
     * @return the columns {@code file} and {@code line} (empty and 0 for a table that was not read from files), {@code reason},
     *     {@code column}, {@code rule}, {@code value}, {@code raw}, the row's values when it was set aside as a CSV
     *     record, and an empty {@code key}
     */
    public Dataset<Row> quarantine() {
        List<CleaningStep> steps = fitted.steps();
        Object[] aside = IntStream.range(0, steps.size())
                .filter(step -> steps.get(step).isQuarantine())
                .boxed()
                .toArray();
        return rows.rows()
                .where(PhysicalRows.named(TrackedRows.REMOVED).isin(aside))
                .select(
                        coalesce(PhysicalRows.named(ReadRows.FILE), lit("")).as("file"),
                        coalesce(PhysicalRows.named(ReadRows.LINE), lit(0L)).as("line"),
                        lit(1).as("reason"),
                        PhysicalRows.named(TrackedRows.COLUMN).as("column"),
                        PhysicalRows.named(TrackedRows.RULE).as("rule"),
                        PhysicalRows.named(TrackedRows.VALUE).as("value"),
                        PhysicalRows.named(ReadRows.RAW).as("raw"),
                        lit("").as("key"));
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
