package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.FeatureBatch;
import io.mlpipeline.etl.features.FeatureFit;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FitSummary;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.SeriesIndex;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.join.KeyJoin;
import io.mlpipeline.etl.features.quality.ExpectationSuggestions;
import io.mlpipeline.etl.features.quality.SuggestionProfiler;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.series.RowOrder;
import io.mlpipeline.etl.features.source.FrameFormat;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows of one schema in memory, by column. Work on them runs on the threads that its {@link LocalEtl} was given, and its
 * results do not depend on how many those are. Immutable and safe for use by many threads.
 */
public final class LocalTable {
    private final Frame rows;
    private final Workers workers;

    LocalTable(Frame rows, Workers workers) {
        this.rows = rows;
        this.workers = workers;
    }

    /**
     * The columns.
     *
     * @return the schema
     */
    public Schema schema() {
        return rows.schema();
    }

    /**
     * The rows in the order in which they were read or computed.
     *
     * @return the frame behind this table
     */
    public Frame frame() {
        return rows;
    }

    /**
     * Turns transactions into one row a key and day; the same as {@link Resampling#resample(Frame)}.
     *
     * @param resampling how
     * @return the series, in the order of key and day
     * @throws InvalidDataException if there is no row, or a key or time is missing
     * @throws IllegalArgumentException if the resampling does not fit the columns
     */
    public LocalTable resample(Resampling resampling) {
        Schema series = resampling.schemaOver(schema());
        LocalDate lastDay = lastDay(resampling);
        RowsByKey ordered = RowsByKey.of(rows, resampling.keys(), resampling.time());
        List<Frame> resampled = workers.run(ordered.parts(), part -> {
            Frame.Builder frame = Frame.builder(series);
            resampling.resample(ordered.part(part), schema(), lastDay).forEachRemaining(frame::add);
            return frame.build();
        });
        return new LocalTable(Frames.concat(series, resampled), workers);
    }

    private LocalDate lastDay(Resampling resampling) {
        int time = schema().indexOf(resampling.time());
        int[] keys = resampling.keys().stream().mapToInt(schema()::indexOf).toArray();
        long last = Long.MIN_VALUE;
        int incomplete = 0;
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            last = Math.max(last, row.integer(time));
            boolean isIncomplete = row.isMissing(time) || IntStream.of(keys).anyMatch(row::isMissing);
            incomplete += isIncomplete ? 1 : 0;
        }
        if (incomplete > 0) {
            throw new InvalidDataException(incomplete + " of " + rows.size() + " rows have no " + resampling.keys()
                    + " or no " + resampling.time() + "; a series needs them. Set such rows aside with notNull(..)");
        }
        if (rows.size() == 0) {
            throw new InvalidDataException("There is no row to make series of");
        }
        return LocalDate.ofEpochDay(resampling.dayOf(last));
    }

    /**
     * Learns what a pipeline must learn from all rows; the same, bit for bit, as {@link FeaturePipeline#fit(Frame)}.
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
        SeriesIndex index = pipeline.index(rows);
        FeatureFit fit = begun;
        while (!fit.isDone()) {
            fit = fit.advance(learn(fit, index));
        }
        return fit.finish();
    }

    private FitSummary learn(FeatureFit fit, SeriesIndex index) {
        return workers.run(index.parts(), part -> fit.pass().add(index, part).summary()).stream()
                .reduce(fit.pass().summary(), FitSummary::merge);
    }

    /**
     * Computes the features of every row; the same, bit for bit, as {@link FittedFeatures#transform(Frame)}.
     *
     * @param features features fitted over this table's schema
     * @return in the order of the rows: the key columns, the time, the features and the target
     * @throws IllegalArgumentException if the features are over another schema
     */
    public LocalTable transform(FittedFeatures features) {
        requireSchema(features.schema());
        FeatureBatch batch = features.batch(rows);
        workers.run(batch.parts(), part -> {
            batch.compute(part);
            return part;
        });
        return new LocalTable(batch.result(), workers);
    }

    /**
     * Joins to each row the feature row of the same key that was known at its time.
     *
     * @param join how; this table holds the events
     * @param features the feature rows
     * @return the rows of this table, each once and in their order, with the joined columns
     * @throws IllegalArgumentException if the join does not fit the columns
     */
    public LocalTable asOf(AsOfJoin join, LocalTable features) {
        return new LocalTable(AsOfRows.join(join, rows, features.rows, workers), workers);
    }

    /**
     * Learns what a cleaning must learn from all rows; the same, bit for bit, on every engine and for every order of rows.
     *
     * @param cleaning a cleaning over this table's schema
     * @return the fitted cleaning
     * @throws InvalidDataException if something cannot be learned; the message says what
     * @throws IllegalArgumentException if the cleaning is over another schema
     */
    public FittedCleaning fit(Cleaning cleaning) {
        requireSchema(cleaning.schema());
        return CleaningRun.fit(rows, cleaning, workers);
    }

    /**
     * Cleans the rows by what is learned from them.
     *
     * @param cleaning a cleaning over this table's schema
     * @return the cleaned rows and the account of all; rows in = rows out + quarantined + dropped
     * @throws InvalidDataException if something cannot be learned; the message says what
     * @throws IllegalArgumentException if the cleaning is over another schema
     */
    public CleaningResult clean(Cleaning cleaning) {
        requireSchema(cleaning.schema());
        return CleaningRun.clean(rows, cleaning, workers);
    }

    /**
     * Cleans the rows by what was learned before.
     *
     * @param cleaning a cleaning fitted over this table's schema
     * @return the cleaned rows and the account of all; rows in = rows out + quarantined + dropped
     * @throws IllegalArgumentException if the cleaning is over another schema
     */
    public CleaningResult clean(FittedCleaning cleaning) {
        requireSchema(cleaning.schema());
        return CleaningRun.clean(rows, cleaning, workers);
    }

    /**
     * Joins several groups of features in one call, each as known at the time of the row.
     *
     * @param joins one a group; this table holds the events
     * @param features the feature rows of each join, in the same order
     * @return the rows of this table, each once, with all joined columns
     * @throws IllegalArgumentException if there are not as many tables as joins, or a join does not fit the columns
     */
    public LocalTable asOf(List<AsOfJoin> joins, List<LocalTable> features) {
        if (joins.size() != features.size()) {
            throw new IllegalArgumentException(joins.size() + " joins need as many tables, got " + features.size());
        }
        LocalTable joined = this;
        for (int i = 0; i < joins.size(); i++) {
            joined = joined.asOf(joins.get(i), features.get(i));
        }
        return joined;
    }

    /**
     * Adds the columns of another table by equal keys.
     *
     * @param join how
     * @param other the table with each key once
     * @return the rows of this table in their order, and how many found a match
     * @throws InvalidDataException if the other table has a key more than once; the message shows some
     * @throws IllegalArgumentException if the join does not fit the columns
     */
    public JoinResult join(KeyJoin join, LocalTable other) {
        return KeyedRows.join(join, rows, other.rows, workers);
    }

    /**
     * Looks for expectations that the rows support, in one pass; the same on every engine.
     *
     * @return the suggestions with their evidence
     */
    public ExpectationSuggestions suggestExpectations() {
        TrackedRows blocks = TrackedRows.of(rows);
        return workers
                .run(blocks.blocks(), block -> {
                    SuggestionProfiler part = new SuggestionProfiler(schema());
                    Frame.Cursor row = rows.cursor();
                    for (int i = blocks.begin(block); i < blocks.begin(block + 1); i++) {
                        part.add(row.moveTo(i));
                    }
                    return part;
                })
                .stream()
                .reduce(new SuggestionProfiler(schema()), SuggestionProfiler::merge)
                .suggest();
    }

    private void requireSchema(Schema wanted) {
        if (!schema().equals(wanted)) {
            throw new IllegalArgumentException("The definition is over " + wanted + ", the table has " + schema());
        }
    }

    /**
     * The rows in an order.
     *
     * @param order the columns to sort by, the first counts most; rows that are equal in these are sorted by the others
     * @return a frame
     * @throws IllegalArgumentException if a column is unknown
     */
    public Frame collect(String... order) {
        Set<String> columns = new LinkedHashSet<>(Arrays.asList(order));
        columns.addAll(schema().names());
        return RowOrder.by(columns.toArray(String[]::new)).sort(rows);
    }

    /**
     * Writes all rows. A file that is there is replaced.
     *
     * @param file where to write; missing folders above it are made
     * @param format how to write: a {@link FileFormat}, or one of another module
     * @throws java.io.UncheckedIOException if it cannot be written; nothing half-written stays
     * @throws IllegalArgumentException if it is a folder
     */
    public void write(String file, FrameFormat format) {
        FrameFile.write(rows, file, format);
    }

    @Override
    public String toString() {
        return "LocalTable(" + rows.size() + " rows, " + schema() + ")";
    }
}
