package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.FeatureFit;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.join.KeyJoin;
import io.mlpipeline.etl.features.quality.ExpectationSuggestions;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.series.RowOrder;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of one schema in Spark. Lazy, as a {@link Dataset} is: rows are computed when they are asked for. Immutable and safe
 * for use by many threads.
 */
public final class SparkTable {
    private final Dataset<Row> rows;
    private final Schema schema;
    private final Optional<SeriesOrder> order;

    SparkTable(Dataset<Row> rows, Schema schema) {
        this(rows, schema, Optional.empty());
    }

    SparkTable(Dataset<Row> rows, Schema schema, Optional<SeriesOrder> order) {
        this.rows = rows;
        this.schema = schema;
        this.order = order;
    }

    /**
     * The columns.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The rows as other Spark code expects them: doubles, longs, strings, booleans, dates and timestamps; null where missing.
     *
     * @return a data set on the host's session
     */
    public Dataset<Row> dataset() {
        return PhysicalRows.toLogical(rows, schema);
    }

    /** The rows as this engine holds them. */
    Dataset<Row> physical() {
        return rows;
    }

    /**
     * Turns transactions into one row a key and day; the same as {@link Resampling#resample(Frame)}.
     *
     * @param resampling how
     * @return the series
     * @throws InvalidDataException if there is no row, or a key or time is missing
     * @throws IllegalArgumentException if the resampling does not fit the columns
     */
    public SparkTable resample(Resampling resampling) {
        Schema series = resampling.schemaOver(schema);
        LocalDate lastDay = lastDay(resampling);
        Packing packing = new Packing(schema);
        Dataset<PackedRow> resampled = packing.pack(
                        inSeries(rows, new SeriesOrder(resampling.keys(), resampling.time())))
                .mapPartitions(new ResamplePart(resampling, schema, lastDay), Packing.encoder());
        return new SparkTable(
                new Packing(series).unpack(resampled),
                series,
                Optional.of(new SeriesOrder(resampling.keys(), resampling.day())));
    }

    private LocalDate lastDay(Resampling resampling) {
        Column time = PhysicalRows.named(resampling.time());
        Column incomplete = resampling.keys().stream()
                .map(key -> PhysicalRows.named(key).isNull())
                .reduce(time.isNull(), Column::or);
        Row found = rows.agg(max(time), count(when(incomplete, lit(1))), count(lit(1)))
                .first();
        if (found.getLong(1) > 0) {
            throw new InvalidDataException(found.getLong(1) + " of " + found.getLong(2) + " rows have no "
                    + resampling.keys() + " or no " + resampling.time()
                    + "; a series needs them. Set such rows aside with notNull(..)");
        }
        if (found.isNullAt(0)) {
            throw new InvalidDataException("There is no row to make series of");
        }
        return LocalDate.ofEpochDay(resampling.dayOf(found.getLong(0)));
    }

    /** Whole series in one partition each, in the order of time. */
    private Dataset<Row> inSeries(Dataset<Row> source, SeriesOrder wanted) {
        return order.filter(known -> known.isAlso(wanted)).isPresent() ? source : wanted.of(source);
    }

    /**
     * Adds the columns of another table by equal keys. Both tables are read to check the keys and to count, so hold on to what
     * is costly to compute.
     *
     * @param join how
     * @param other the table with each key once
     * @return the rows of this table, and how many found a match
     * @throws InvalidDataException if the other table has a key more than once; the message shows some
     * @throws IllegalArgumentException if the join does not fit the columns
     */
    public JoinResult join(KeyJoin join, SparkTable other) {
        return KeyedRows.join(join, rows, schema, other.rows, other.schema);
    }

    /**
     * Learns what a pipeline must learn from all rows; the same, bit for bit, as {@link FeaturePipeline#fit(Frame)}, however
     * the rows are partitioned. A series must fit the memory of one task. A fit that reads no past moves no row: a time that a
     * series has twice is then refused by {@link #transform} only, where a fit in memory refuses it at once.
     *
     * @param pipeline a pipeline over this table's schema
     * @return the fitted features
     * @throws InvalidDataException if something cannot be learned; the message says what
     * @throws IllegalArgumentException if the pipeline is over another schema
     */
    public FittedFeatures fit(FeaturePipeline pipeline) {
        return fit(pipeline, FeatureFit.begin(pipeline));
    }

    /**
     * Learns from the rows before a day only; the same, bit for bit, as {@link FeaturePipeline#fit(Frame, LocalDate)}.
     *
     * @param pipeline a pipeline with a time column over this table's schema
     * @param end the first day that is not learned from
     * @return the fitted features
     * @throws InvalidDataException if something cannot be learned; the message says what
     * @throws IllegalArgumentException if the pipeline is over another schema
     */
    public FittedFeatures fit(FeaturePipeline pipeline, LocalDate end) {
        return fit(pipeline, FeatureFit.begin(pipeline).before(end));
    }

    private FittedFeatures fit(FeaturePipeline pipeline, FeatureFit begun) {
        requireSchema(pipeline.schema());
        Schema used = begun.sourceSchema();
        Packing packing = new Packing(used);
        SeriesOrder series = new SeriesOrder(pipeline.keyColumns(), pipeline.timeColumn());
        List<HeldRows> held = new ArrayList<>();
        try {
            Dataset<Row> source = held(ExactColumns.of(rows).select(used.names()), begun, held);
            boolean isInSeries = false;
            FeatureFit fit = begun;
            while (!fit.isDone()) {
                if (!isInSeries && fit.pass().usesHistory()) {
                    source = held(inSeries(source, series), fit, held);
                    isInSeries = true;
                }
                fit = fit.advance(FitPart.summary(packing.pack(source), fit, used, pipeline.keyColumns()));
            }
            return fit.finish();
        } finally {
            held.forEach(HeldRows::release);
        }
    }

    /** Holds rows that more than one pass will read. */
    private static Dataset<Row> held(Dataset<Row> source, FeatureFit fit, List<HeldRows> held) {
        if (fit.isLastPass()) {
            return source;
        }
        HeldRows rows = HeldRows.hold(source);
        held.add(rows);
        return rows.rows();
    }

    /**
     * Computes the features of every row; the same, bit for bit, as {@link FittedFeatures#transform(Frame)}.
     *
     * @param features features fitted over this table's schema
     * @return the key columns, the time, the features and the target
     * @throws IllegalArgumentException if the features are over another schema
     */
    public SparkTable transform(FittedFeatures features) {
        requireSchema(features.schema());
        Schema used = features.sourceSchema();
        Packing packing = new Packing(used);
        Packing transformed = new Packing(features.transformedSchema());
        Dataset<Row> source = ExactColumns.of(rows).select(used.names());
        if (!features.usesHistory()) {
            return new SparkTable(
                    transformed.unpack(packing.pack(source)
                            .map(
                                    (MapFunction<PackedRow, PackedRow>) new TransformRows(features, used),
                                    Packing.encoder())),
                    transformed.schema());
        }
        SeriesOrder series = new SeriesOrder(features.keyColumns(), features.timeColumn());
        return new SparkTable(
                transformed.unpack(packing.pack(inSeries(source, series))
                        .mapPartitions(new TransformSeries(features, used), Packing.encoder())),
                transformed.schema(),
                Optional.of(series));
    }

    /**
     * Joins to each row the feature row of the same key that was known at its time; the same rows as the local engine gives.
     *
     * <p>Whole keys are brought together, sorted by time and streamed once: no pair of rows is ever built. A task holds the best known
     * row of each of its keys. Rows without a whole key are spread over all partitions. Times must lie within 146,000 years of 1970.
     *
     * @param join how; this table holds the events
     * @param features the feature rows
     * @return the rows of this table, each once and in no order, with the joined columns
     * @throws IllegalArgumentException if the join does not fit the columns
     */
    public SparkTable asOf(AsOfJoin join, SparkTable features) {
        Schema joined = join.schemaOver(schema, features.schema);
        return new SparkTable(AsOfPart.join(join, rows, schema, features.rows, features.schema), joined);
    }

    /**
     * Learns what a cleaning must learn from all rows; the same, bit for bit, on every engine and however the rows are
     * partitioned. The values of a group must fit the memory of one task.
     *
     * @param cleaning a cleaning over this table's schema
     * @return the fitted cleaning
     * @throws InvalidDataException if something cannot be learned; the message says what
     * @throws IllegalArgumentException if the cleaning is over another schema, or needs an order that these rows don't have
     */
    public FittedCleaning fit(Cleaning cleaning) {
        requireSchema(cleaning.schema());
        return CleaningRun.fit(rows, cleaning);
    }

    /**
     * Cleans the rows by what is learned from them.
     *
     * @param cleaning a cleaning over this table's schema
     * @return the cleaned rows and the account of all, held in Spark's storage until closed; rows in = rows out + quarantined +
     *     dropped
     * @throws InvalidDataException if something cannot be learned; the message says what
     * @throws IllegalArgumentException if the cleaning is over another schema, or needs an order that these rows don't have
     */
    public CleaningResult clean(Cleaning cleaning) {
        requireSchema(cleaning.schema());
        return CleaningRun.clean(rows, cleaning);
    }

    /**
     * Cleans the rows by what was learned before.
     *
     * @param cleaning a cleaning fitted over this table's schema
     * @return the cleaned rows and the account of all, held in Spark's storage until closed; rows in = rows out + quarantined +
     *     dropped
     * @throws IllegalArgumentException if the cleaning is over another schema, or needs an order that these rows don't have
     */
    public CleaningResult clean(FittedCleaning cleaning) {
        requireSchema(cleaning.schema());
        return CleaningRun.clean(rows, cleaning);
    }

    /**
     * Joins several groups of features in one call, each as known at the time of the row.
     *
     * @param joins one a group; this table holds the events
     * @param features the feature rows of each join, in the same order
     * @return the rows of this table, each once, with all joined columns
     * @throws IllegalArgumentException if there are not as many tables as joins, or a join does not fit the columns
     */
    public SparkTable asOf(List<AsOfJoin> joins, List<SparkTable> features) {
        if (joins.size() != features.size()) {
            throw new IllegalArgumentException(joins.size() + " joins need as many tables, got " + features.size());
        }
        SparkTable joined = this;
        for (int i = 0; i < joins.size(); i++) {
            joined = joined.asOf(joins.get(i), features.get(i));
        }
        return joined;
    }

    /**
     * Looks for expectations that the rows support, in one pass; the same on every engine.
     *
     * @return the suggestions with their evidence
     */
    public ExpectationSuggestions suggestExpectations() {
        return ProfilePart.suggest(rows, schema);
    }

    private void requireSchema(Schema wanted) {
        if (!schema.equals(wanted)) {
            throw new IllegalArgumentException("The definition is over " + wanted + ", the table has " + schema);
        }
    }

    /**
     * Brings all rows into memory.
     *
     * @param order the columns to sort by, the first counts most; rows that are equal in these are sorted by the others, so
     *     that the result does not depend on Spark
     * @return a frame
     * @throws IllegalArgumentException if a column is unknown
     */
    public Frame collect(String... order) {
        Frame.Builder frame = Frame.builder(schema);
        RowView view = new RowView(schema);
        for (Row row : Jobs.run(rows::collectAsList)) {
            frame.add(view.on(row));
        }
        Set<String> columns = new LinkedHashSet<>(Arrays.asList(order));
        columns.addAll(schema.names());
        return RowOrder.by(columns.toArray(String[]::new)).sort(frame.build());
    }

    /**
     * Writes all rows. A folder that Spark wrote before is replaced.
     *
     * @param folder where to write
     * @param format how to write
     * @throws java.io.UncheckedIOException if it cannot be written; nothing half-written stays
     * @throws IllegalArgumentException if something else is there already
     */
    public void write(String folder, FileFormat format) {
        FolderWriter.write(dataset(), folder, format);
    }

    @Override
    public String toString() {
        return "SparkTable(" + schema + ")";
    }
}
