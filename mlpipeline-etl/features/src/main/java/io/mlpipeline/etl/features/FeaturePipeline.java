package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.operator.category.Frequency;
import io.mlpipeline.etl.features.operator.category.OneHot;
import io.mlpipeline.etl.features.operator.category.Ordinal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The definition of features over rows of one schema: an immutable value, independent of any engine, with a JSON form.
 *
 * <p>A definition is {@linkplain #fit(Frame) fitted} once on the training rows and then applied to any row by the same
 * {@link Kernel}. Definitions that would let the future leak into training are refused when they are built. Safe for use by many
 * threads.
 */
public final class FeaturePipeline {
    private final PipelineSpec spec;

    private FeaturePipeline(PipelineSpec spec) {
        this.spec = spec;
    }

    /**
     * Starts a definition.
     *
     * @param schema the columns of the training rows
     * @return a builder
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
    public static FeaturePipeline fromJson(String json) {
        return new FeaturePipeline(SpecJson.read(json));
    }

    /**
     * The JSON form.
     *
     * @return the same text for the same definition
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
     * Learns what must be learned from all rows of a frame, in memory.
     *
     * @param rows rows of this pipeline's schema; whole series, in any order
     * @return the fitted features
     * @throws io.mlpipeline.api.error.InvalidDataException if something cannot be learned; the message says what
     */
    public FittedFeatures fit(Frame rows) {
        return FeatureFit.begin(this).run(rows);
    }

    /**
     * Learns from the rows before a day only, so that nothing of the later ones is known; earlier rows still serve as history.
     *
     * @param rows rows of this pipeline's schema; whole series, in any order
     * @param end the first day that is not learned from
     * @return the fitted features
     * @throws io.mlpipeline.api.error.InvalidDataException if something cannot be learned; the message says what
     */
    public FittedFeatures fit(Frame rows, LocalDate end) {
        return FeatureFit.begin(this).before(end).run(rows);
    }

    PipelineSpec spec() {
        return spec;
    }

    /**
     * Orders rows by series and time, for an engine that fits part by part.
     *
     * @param rows rows of the pipeline's schema; whole series, in any order
     * @return the rows in parts
     */
    public SeriesIndex index(Frame rows) {
        return SeriesIndex.of(spec, rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeaturePipeline that && spec.equals(that.spec);
    }

    @Override
    public int hashCode() {
        return spec.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** Collects a definition. Not thread-safe. */
    public static final class Builder {
        private final Schema schema;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> knownAhead = new LinkedHashSet<>();
        private final Replacements replacements = new Replacements();
        private String time = "";
        private List<String> keys = List.of();
        private Duration horizon = Duration.ZERO;
        private String target = "";

        private Builder(Schema schema) {
            this.schema = schema;
        }

        /**
         * Says that the rows form series.
         *
         * @param timeColumn a date or timestamp column
         * @param keyColumns text or integer columns that tell series apart; none if all rows form one series
         * @return this builder
         */
        public Builder series(String timeColumn, String... keyColumns) {
            requireUnset(time.isEmpty(), "series");
            TimeAxis.of(schema.typeOf(timeColumn));
            List.of(keyColumns).forEach(schema::indexOf);
            time = timeColumn;
            keys = List.of(keyColumns);
            return this;
        }

        /**
         * Sets how far ahead predictions are made; one day (or microsecond) if it is not set.
         *
         * @param ahead a positive duration; windows end that long before the row
         * @return this builder
         */
        public Builder horizon(Duration ahead) {
            requireUnset(horizon.isZero(), "horizon");
            if (ahead.isNegative() || ahead.isZero()) {
                throw new IllegalArgumentException("A horizon must be positive, got " + ahead);
            }
            horizon = ahead;
            return this;
        }

        /**
         * Names the column to predict.
         *
         * @param column a column that is not text
         * @return this builder
         */
        public Builder target(String column) {
            requireUnset(target.isEmpty(), "target");
            schema.indexOf(column);
            target = column;
            return this;
        }

        /**
         * Says that columns of a series row are known at prediction time, such as planned prices.
         *
         * @param columns their names
         * @return this builder
         */
        public Builder knownAhead(String... columns) {
            for (String column : columns) {
                schema.indexOf(column);
                knownAhead.add(column);
            }
            return this;
        }

        /**
         * Puts an expression in place of a column, as cleaning does: whatever is added after this call, windows over the
         * column's past included, reads the expression's value, in training and for live rows alike. The label of a
         * training set stays as it is given. A column may be replaced again; the second expression then reads the first.
         *
         * @param column a number, integer or boolean that is no key
         * @param by the expression, of the row alone if a window reads the column
         * @return this builder
         * @throws IllegalArgumentException if there is no such column, or it is text, a date, a timestamp or a key
         * @throws IllegalStateException if a window added before reads the column
         */
        public Builder replace(String column, Feature by) {
            SpecCheck.requireReplaceable(schema, column);
            replacements.put(column, by.expression(), entries);
            return this;
        }

        /**
         * Adds a feature.
         *
         * @param name its name, unique
         * @param feature how it is computed; see {@link Features}
         * @return this builder
         */
        public Builder feature(String name, Feature feature) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A feature needs a name, got '" + name + "'");
            }
            entries.add(new Entry.Single(name, replacements.in(feature.expression())));
            return this;
        }

        /**
         * Adds a 0/1 feature for each of the 32 most frequent categories of a text column.
         *
         * @param column the column
         * @return this builder
         */
        public Builder oneHot(String column) {
            return oneHot(column, 32);
        }

        /**
         * Adds a 0/1 feature for each of the most frequent categories of a text column.
         *
         * @param column the column
         * @param maxCategories how many, at least 1
         * @return this builder
         */
        public Builder oneHot(String column, int maxCategories) {
            return encode(new OneHot(column, maxCategories));
        }

        /**
         * Adds how frequent the row's category is among the fitting rows.
         *
         * @param name the feature's name
         * @param column a text column
         * @return this builder
         */
        public Builder frequency(String name, String column) {
            return encode(new Frequency(name, column));
        }

        /**
         * Adds the number of the row's category in alphabetical order.
         *
         * @param name the feature's name
         * @param column a text column
         * @return this builder
         */
        public Builder ordinal(String name, String column) {
            return encode(new Ordinal(name, column, 0));
        }

        /**
         * Adds a 0/1 feature for each bucket that a category, or a combination of categories, may fall into by its hash.
         *
         * @param name what the features' names start with; {@code =} and the bucket's number follow
         * @param buckets how many buckets, at least 2
         * @param columns text columns; with several, the combination of their categories is hashed
         * @return this builder
         */
        public Builder hashed(String name, int buckets, String... columns) {
            Feature bucket = Features.hashBucket(buckets, columns).orElse(-1);
            for (int i = 0; i < buckets; i++) {
                feature(name + "=" + i, bucket.equalTo(Features.constant(i)));
            }
            return this;
        }

        /**
         * Adds the features of an encoder.
         *
         * @param encoder the encoder
         * @return this builder
         */
        public Builder encode(Encoder encoder) {
            entries.add(new Entry.Encoded(encoder));
            return this;
        }

        /**
         * Builds the definition.
         *
         * @return an immutable definition; the builder may go on
         * @throws IllegalArgumentException if a column is unknown or of a wrong type, if a name is used twice, or if a feature
         *     would leak; the message says which and how to mend it
         */
        public FeaturePipeline build() {
            if (target.isEmpty()) {
                throw new IllegalStateException("A pipeline needs a target: call target(column)");
            }
            Duration ahead = horizon.isZero() && !time.isEmpty()
                    ? TimeAxis.of(schema.typeOf(time)).step()
                    : horizon;
            return new FeaturePipeline(SpecCheck.checked(new PipelineSpec(
                    schema, time, keys, ahead, target, knownAhead, replacements.readByWindows(entries), entries)));
        }

        private static void requireUnset(boolean unset, String what) {
            if (!unset) {
                throw new IllegalStateException(what + " is set twice");
            }
        }
    }
}
