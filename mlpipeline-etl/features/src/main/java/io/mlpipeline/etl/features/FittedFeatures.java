package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.api.profile.DatasetProfiler;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Learner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pipeline with everything learned: a function from rows to feature vectors. Immutable and safe for use by many threads; the
 * kernels it makes are not.
 */
public final class FittedFeatures {
    private final PipelineSpec spec;
    private final List<String> names;
    private final List<Expression> expressions;
    private final DatasetProfile profile;
    private final Map<Schema, KernelPlan> live = new ConcurrentHashMap<>();
    private final Map<Schema, KernelPlan> training = new ConcurrentHashMap<>();

    private FittedFeatures(PipelineSpec spec, DatasetProfile profile) {
        this.spec = spec;
        this.names = spec.entries().stream()
                .map(entry -> ((Entry.Single) entry).name())
                .toList();
        this.expressions = spec.entries().stream()
                .map(entry -> ((Entry.Single) entry).expression())
                .toList();
        this.profile = profile;
    }

    static FittedFeatures of(PipelineSpec spec, DatasetProfile profile) {
        return new FittedFeatures(spec, profile);
    }

    /**
     * Reads fitted features.
     *
     * @param json as written by {@link #toJson()}
     * @param profile the profile of the rows they were fitted on
     * @return the fitted features
     * @throws InvalidDataException if the text is no usable definition, or one that is not fitted; the message says why
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if it was written by a newer version
     */
    public static FittedFeatures fromJson(String json, DatasetProfile profile) {
        PipelineSpec spec = SpecJson.read(json);
        if (!spec.entries().stream().allMatch(Entry.Single.class::isInstance)
                || spec.expressions().anyMatch(Learner.class::isInstance)) {
            throw new InvalidDataException("The feature pipeline is a definition that is not fitted yet; fit it first");
        }
        return of(spec, profile);
    }

    /**
     * The JSON form, without the profile.
     *
     * @return the same text for the same features, on every Java version
     */
    public String toJson() {
        return SpecJson.write(spec);
    }

    /**
     * The columns of the training rows.
     *
     * @return the schema
     */
    public Schema schema() {
        return spec.schema();
    }

    /**
     * The columns that a caller gives for one prediction: the key and time of the series, and what features read from the row.
     *
     * @return the schema
     */
    public Schema requestSchema() {
        return spec.requestSchema();
    }

    /**
     * The names of the features in vector order.
     *
     * @return an immutable list
     */
    public List<String> names() {
        return names;
    }

    /**
     * The column to predict.
     *
     * @return its name
     */
    public String target() {
        return spec.target();
    }

    /**
     * The column that tells when a row of a series happened.
     *
     * @return its name; empty if the rows form no series
     */
    public String timeColumn() {
        return spec.time();
    }

    /**
     * The columns that tell series apart.
     *
     * @return their names, possibly none
     */
    public List<String> keyColumns() {
        return spec.keys();
    }

    /**
     * How far ahead predictions are made.
     *
     * @return a duration; zero if the rows form no series
     */
    public Duration horizon() {
        return spec.horizon();
    }

    /**
     * Whether a feature needs the past of the row's series.
     *
     * @return true if a kernel asks its {@link History}
     */
    public boolean usesHistory() {
        return !spec.windows().isEmpty();
    }

    /**
     * How far back from a row's time features look.
     *
     * @return the number of units of the time column; 0 without windows
     */
    public long reach() {
        return spec.windows().stream()
                .mapToLong(each -> WindowReader.of(each, 0, spec).reach())
                .max()
                .orElse(0);
    }

    /**
     * The distribution of the request columns, the columns behind windows and the target over the fitted rows.
     *
     * @return the profile
     */
    public DatasetProfile profile() {
        return profile;
    }

    /**
     * Profiles other rows in the same columns, to be compared with {@link #profile()}.
     *
     * @param rows rows that have the profiled columns
     * @return their profile
     * @throws IllegalArgumentException if a profiled column is missing
     */
    public DatasetProfile profileOf(Frame rows) {
        Frame profiled =
                rows.select(profile.columns().stream().map(ColumnProfile::name).toList());
        DatasetProfiler profiler = new DatasetProfiler(profiled.schema());
        for (Frame.Cursor row = profiled.cursor(); row.next(); ) {
            profiler.add(row);
        }
        return profiler.build();
    }

    /**
     * A kernel for rows of the {@link #requestSchema()}.
     *
     * @return a kernel for one thread
     */
    public Kernel kernel() {
        return kernel(requestSchema());
    }

    /**
     * A kernel for rows of another layout.
     *
     * @param rowSchema a schema that has the columns of the {@link #requestSchema()} with the same types
     * @return a kernel for one thread
     * @throws IllegalArgumentException if a column is missing or has another type
     */
    public Kernel kernel(Schema rowSchema) {
        requireColumns(rowSchema);
        return live.computeIfAbsent(rowSchema, this::livePlan).kernel();
    }

    private KernelPlan livePlan(Schema rowSchema) {
        return KernelPlan.of(spec, rowSchema, expressions);
    }

    private KernelPlan trainingPlan(Schema rowSchema) {
        return KernelPlan.of(
                spec,
                rowSchema,
                expressions.stream().map(Expressions::forTraining).toList());
    }

    /**
     * A kernel for rows of a data set, as {@link #transform} uses it: what was cross-fitted leaves out a row's own fold.
     *
     * @param rowSchema a schema that has the columns of the {@link #sourceSchema()} with the same types
     * @return a kernel for one thread
     * @throws IllegalArgumentException if a column is missing or has another type
     */
    public Kernel trainingKernel(Schema rowSchema) {
        requireColumns(rowSchema);
        return training.computeIfAbsent(rowSchema, this::trainingPlan).kernel();
    }

    private void requireColumns(Schema rowSchema) {
        for (Column column : requestSchema().columns()) {
            if (rowSchema.typeOf(column.name()) != column.type()) {
                throw new IllegalArgumentException("Column '" + column.name() + "' must hold " + column.type()
                        + ", but holds " + rowSchema.typeOf(column.name()));
            }
        }
    }

    /**
     * The key of a row's series.
     *
     * @param row a row that has the key columns
     * @return the key; parts of a composite key never run into each other
     * @throws InvalidDataException if a part is missing
     */
    public String keyOf(Row row) {
        return new KeyReader(row.schema(), spec.keys()).keyOf(row);
    }

    /**
     * The past of all series in a frame, as kernels need it.
     *
     * @param rows rows with the key columns, the time and the columns behind windows
     * @return a history in memory
     * @throws InvalidDataException if a key and time occur twice, or a key or time is missing
     */
    public History history(Frame rows) {
        return History.of(SeriesIndex.of(spec, rows).series(spec.seriesColumns()));
    }

    /**
     * What {@link #transform} reads of a training row: the columns of a request, those behind windows, and the target.
     *
     * @return columns of the {@link #schema()}, in its order
     */
    public Schema sourceSchema() {
        return spec.sourceSchema();
    }

    /**
     * Makes series from rows that stand together by key and in the order of time.
     *
     * @param rowSchema a schema with the columns of {@link #sourceSchema()}
     * @return a builder for one thread
     * @throws IllegalArgumentException if such a column is missing
     */
    public SeriesBuilder seriesBuilder(Schema rowSchema) {
        return SeriesBuilder.of(spec, spec.seriesColumns(), rowSchema);
    }

    /**
     * Reads from a row what a series keeps of it, for a host that keeps series of its own; {@link #history(Frame)} does the
     * same for a frame.
     *
     * @param rowSchema a schema with the columns behind windows
     * @return a reader for one thread
     * @throws IllegalArgumentException if such a column is missing
     */
    public SeriesReader seriesReader(Schema rowSchema) {
        return SeriesReader.of(spec, spec.seriesColumns(), rowSchema);
    }

    /**
     * Computes the features of every row of a data set, each from its own past. What was cross-fitted, such as a target
     * encoding, gives the rows that may have been learned from (all, or those before the cut-off of the fit) the value that
     * leaves out their own fold; a {@link #kernel()} takes every row as new.
     *
     * @param rows rows of the training schema; whole series, in any order
     * @return in the order of the rows: the key columns, the time, the features and the target
     */
    public Frame transform(Frame rows) {
        FeatureBatch batch = batch(rows);
        for (int part = 0; part < batch.parts(); part++) {
            batch.compute(part);
        }
        return batch.result();
    }

    /**
     * Prepares to compute the features of every row part by part; {@link #transform(Frame)} does so on the calling thread.
     *
     * @param rows rows of the training schema; whole series, in any order
     * @return a batch of which nothing is computed yet
     * @throws IllegalArgumentException if a column is missing or has another type
     */
    public FeatureBatch batch(Frame rows) {
        requireColumns(rows.schema());
        return new FeatureBatch(this, spec, rows);
    }

    /**
     * The layout of {@link #transform}: the key columns, the time, the features and the target, all but the first as numbers.
     *
     * @return the schema
     */
    public Schema transformedSchema() {
        Schema.Builder layout = Schema.builder();
        carried().forEach(name -> layout.add(name, spec.schema().typeOf(name)));
        names.forEach(layout::number);
        return layout.number(target()).build();
    }

    private List<String> carried() {
        List<String> carried = new ArrayList<>(spec.keys());
        if (spec.hasTime()) {
            carried.add(spec.time());
        }
        return carried;
    }

    /**
     * Computes the features of every row that has a target: what an estimator learns from.
     *
     * @param rows rows of the training schema; whole series, in any order
     * @return one labelled vector for each row whose target is not missing
     */
    public TrainingSet trainingSet(Frame rows) {
        return labelled(transform(rows));
    }

    /**
     * Reads a training set from transformed rows, as an engine may have computed them.
     *
     * @param transformed rows in the layout of {@link #transformedSchema()}
     * @return one labelled vector for each row whose target is not missing
     * @throws IllegalArgumentException if the frame has another layout
     */
    public TrainingSet labelled(Frame transformed) {
        if (!transformed.schema().equals(transformedSchema())) {
            throw new IllegalArgumentException(
                    "Expected transformed rows of " + transformedSchema() + ", got " + transformed.schema());
        }
        TrainingSet.Builder set = TrainingSet.builder(names, target());
        KeyReader keys = new KeyReader(transformed.schema(), spec.keys());
        int first = carried().size();
        double[] vector = new double[names.size()];
        for (Frame.Cursor row = transformed.cursor(); row.next(); ) {
            double label = row.number(first + vector.length);
            if (!Double.isNaN(label)) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] = row.number(first + i);
                }
                set.add(vector, label, micros(row, first - 1), keys.keyOf(row));
            }
        }
        return set.build();
    }

    private long micros(Row row, int timePosition) {
        return spec.hasTime() ? spec.timeAxis().micros(row.integer(timePosition)) : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FittedFeatures that && spec.equals(that.spec) && profile.equals(that.profile);
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    @Override
    public String toString() {
        return "FittedFeatures(" + names + " -> " + target() + ")";
    }
}
