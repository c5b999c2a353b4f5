package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The definition of how rows of one schema are cleaned: an immutable value, independent of any engine, with a JSON form.
 *
 * <pre>{@code
 * Cleaning.over(schema)
 *     .step(duplicates("order").keepLatest("updated").drop("superseded"))
 *     .step(text("country").trimmed().upperCase().normalize())
 *     .step(missing("price").flag("price_missing"))
 *     .step(missing("price").by("product").fillMedian())
 *     .step(outliers("price").by("product", "promo").iqr(1.5).quarantine("odd price"))
 *     .build();
 * }</pre>
 *
 * <p>Steps are taken in the order of declaration, each on what the steps before it have left. An engine fits a cleaning on a table
 * and applies it; what was learned depends on the rows alone, not on the engine, the order of rows or their partitions. Safe for
 * use by many threads.
 */
public final class Cleaning {
    private final StepList list;

    private Cleaning(StepList list) {
        this.list = list;
    }

    /**
     * Starts a definition.
     *
     * @param schema the columns of the rows
     * @return a builder without steps
     */
    public static Builder over(Schema schema) {
        return new Builder(schema);
    }

    /**
     * Reads a definition.
     *
     * @param json as written by {@link #toJson()}
     * @return the definition
     * @throws io.mlpipeline.api.error.InvalidDataException if it is no usable definition; the message says why
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if it was written by a newer version
     */
    public static Cleaning fromJson(String json) {
        return new Cleaning(StepList.read(json));
    }

    /**
     * The JSON form.
     *
     * @return the same text for the same definition
     */
    public String toJson() {
        return list.toJson();
    }

    /**
     * The columns of rows before cleaning.
     *
     * @return the schema
     */
    public Schema schema() {
        return list.schema();
    }

    /**
     * The columns of cleaned rows.
     *
     * @return the schema
     */
    public Schema cleanedSchema() {
        return list.after();
    }

    /**
     * The steps in their order.
     *
     * @return an immutable list
     */
    public List<CleaningStep> steps() {
        return list.steps();
    }

    /**
     * The steps as an engine takes them.
     *
     * @return the stages in their order
     */
    public List<CleaningStage> stages() {
        return list.stages();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cleaning that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** Collects steps. Not thread-safe. */
    public static final class Builder {
        private final Schema schema;
        private final List<CleaningStep> steps = new ArrayList<>();
        private Schema now;

        private Builder(Schema schema) {
            this.schema = schema;
            this.now = schema;
        }

        /**
         * Adds a step.
         *
         * @param step see {@link CleaningSteps}
         * @return this builder
         * @throws IllegalArgumentException if a column is unknown or of a type that the step does not take
         */
        public Builder step(CleaningStep step) {
            now = step.after(now);
            steps.add(step);
            return this;
        }

        /**
         * Builds the definition; the builder may go on and build again.
         *
         * @return an immutable definition
         * @throws IllegalArgumentException if there is no step, or two go by one name
         */
        public Cleaning build() {
            return new Cleaning(new StepList(schema, steps));
        }
    }
}
