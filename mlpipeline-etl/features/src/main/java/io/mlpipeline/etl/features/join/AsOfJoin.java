package io.mlpipeline.etl.features.join;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.TimeAxis;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point-in-time join: to each event the latest feature row of the same key that was known when the event happened.
 *
 * <pre>{@code
 * AsOfJoin.at("asked_at")
 *     .key("customer")
 *     .time("computed_at").created("loaded_at")
 *     .ttl(Duration.ofDays(30))
 *     .build();
 * }</pre>
 *
 * <p>With {@code t} the time of an event, {@code r} the time of a feature row and {@code c} when that row was created:
 *
 * <ul>
 *   <li>A row is known if {@code r <= t} and {@code c <= t}; a row exactly at the event's time is known.
 *   <li>Of the known rows the one with the greatest {@code r} is taken; among equal ones that with the greatest {@code c}; among
 *       those the one with the greatest values, compared column by column with missing ones smallest. The order in which rows
 *       lie never decides.
 *   <li>A taken row older than the time to live, {@code t - r > ttl}, counts as none: then every row is too old. A time to live
 *       of zero takes rows of exactly the event's time; for no limit, set none.
 *   <li>A row whose time, creation time or part of the key is missing is never taken; an event without a time or with a part of
 *       its key missing finds none. Keys are equal if every part is; parts are never put together into one text.
 * </ul>
 *
 * <p>Every event comes out once, with missing values where no row was found. Immutable and safe for use by many threads.
 */
public final class AsOfJoin implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String eventTime;
    private final LinkedHashMap<String, String> keys;
    private final String featureTime;
    private final @Nullable String created;
    private final @Nullable Duration ttl;
    private final ArrayList<String> columns;
    private final String prefix;
    private final @Nullable String matchedTime;

    private AsOfJoin(Builder builder) {
        this.eventTime = builder.eventTime;
        this.keys = new LinkedHashMap<>(builder.keys);
        this.featureTime = builder.time;
        this.created = builder.created;
        this.ttl = builder.ttl;
        this.columns = new ArrayList<>(builder.columns);
        this.prefix = builder.prefix;
        this.matchedTime = builder.matchedTime;
    }

    /**
     * Starts a join.
     *
     * @param eventTime the date or timestamp column of the events that says when each happened
     * @return a builder
     */
    public static Builder at(String eventTime) {
        return new Builder(eventTime);
    }

    /**
     * The column of the events that says when each happened.
     *
     * @return its name
     */
    public String eventTime() {
        return eventTime;
    }

    /**
     * The key columns of the events.
     *
     * @return their names in order, at least one
     */
    public List<String> eventKeys() {
        return List.copyOf(keys.keySet());
    }

    /**
     * The key columns of the feature rows.
     *
     * @return their names, in the order of {@link #eventKeys()}
     */
    public List<String> featureKeys() {
        return List.copyOf(keys.values());
    }

    /**
     * The column of the feature rows that says from when their values hold.
     *
     * @return its name
     */
    public String featureTime() {
        return featureTime;
    }

    /**
     * The column of the feature rows that says when they became known.
     *
     * @return its name, or empty if a row is known from its time on
     */
    public Optional<String> created() {
        return Optional.ofNullable(created);
    }

    /**
     * How old a row may be.
     *
     * @return the limit, or empty if there is none
     */
    public Optional<Duration> ttl() {
        return Optional.ofNullable(ttl);
    }

    /**
     * The columns that are joined to the events.
     *
     * @param features the schema of the feature rows
     * @return their names in the order of the schema; without a choice all but keys, time and creation time
     * @throws IllegalArgumentException if a chosen column is unknown, or none is left
     */
    public List<String> columnsOf(Schema features) {
        List<String> found = columns.isEmpty()
                ? features.names().stream().filter(this::isValue).toList()
                : features.select(columns).names();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("The feature rows have no column but keys and times: " + features);
        }
        return found;
    }

    private boolean isValue(String column) {
        return !keys.containsValue(column) && !column.equals(featureTime) && !column.equals(created);
    }

    /**
     * The layout of the result: the columns of the events, then the joined ones.
     *
     * @param events the schema of the events
     * @param features the schema of the feature rows
     * @return the schema
     * @throws IllegalArgumentException if a column is unknown, of a type that does not fit, or would occur twice; the message
     *     says which and how to mend it
     */
    public Schema schemaOver(Schema events, Schema features) {
        keys.forEach(
                (event, feature) -> requireSameKey(event, events.typeOf(event), feature, features.typeOf(feature)));
        requireTimes(events, features);
        Schema.Builder joined = Schema.builder();
        events.columns().forEach(column -> joined.add(column.name(), column.type()));
        List<String> taken = new ArrayList<>(events.names());
        for (String column : columnsOf(features)) {
            joined.add(free(prefix + column, taken), features.typeOf(column));
        }
        if (matchedTime != null) {
            joined.add(free(matchedTime, taken), features.typeOf(featureTime));
        }
        return joined.build();
    }

    private static String free(String name, List<String> taken) {
        if (taken.contains(name)) {
            throw new IllegalArgumentException("Joined column '" + name + "' would occur twice; set a prefix(..), or"
                    + " choose the columns with columns(..)");
        }
        taken.add(name);
        return name;
    }

    private static void requireSameKey(String event, ColumnType ofEvent, String feature, ColumnType ofFeature) {
        if (ofEvent != ofFeature) {
            throw new IllegalArgumentException("Key '" + event + "' of the events holds " + ofEvent + ", key '"
                    + feature + "' of the feature rows holds " + ofFeature + "; read both as the same type");
        }
        if (ofEvent == ColumnType.NUMBER) {
            throw new IllegalArgumentException("Key '" + event + "' is a decimal number; read it as text or integer");
        }
    }

    private void requireTimes(Schema events, Schema features) {
        ColumnType type = events.typeOf(eventTime);
        TimeAxis axis = TimeAxis.of(type);
        requireSameTime(type, featureTime, features);
        if (created != null) {
            requireSameTime(type, created, features);
        }
        if (ttl != null) {
            axis.units(ttl);
        }
    }

    private void requireSameTime(ColumnType type, String column, Schema features) {
        if (features.typeOf(column) != type) {
            throw new IllegalArgumentException("The events' time '" + eventTime + "' holds " + type + ", '" + column
                    + "' holds " + features.typeOf(column)
                    + "; a day does not say at what time of the day it was known, so use the same type for both");
        }
    }

    /**
     * A kernel that joins rows of one key after the other.
     *
     * @param events the schema of the events
     * @param features the schema of the feature rows
     * @return a kernel for one thread
     * @throws IllegalArgumentException as {@link #schemaOver}
     */
    public AsOfKernel kernel(Schema events, Schema features) {
        return new AsOfKernel(this, events, features);
    }

    boolean hasMatchedTime() {
        return matchedTime != null;
    }

    @Override
    public String toString() {
        return "AsOfJoin(" + keys + ", " + featureTime + " <= " + eventTime
                + (created == null ? "" : ", " + created + " <= " + eventTime) + (ttl == null ? "" : ", ttl " + ttl)
                + ")";
    }

    /** Collects the parts of a join. Not thread-safe. */
    public static final class Builder {
        private final String eventTime;
        private final Map<String, String> keys = new LinkedHashMap<>();
        private final List<String> columns = new ArrayList<>();
        private String time = "";
        private String prefix = "";
        private @Nullable String created;
        private @Nullable Duration ttl;
        private @Nullable String matchedTime;

        private Builder(String eventTime) {
            this.eventTime = eventTime;
        }

        /**
         * Adds a part of the key that both sides call the same.
         *
         * @param column a column that holds no decimal number
         * @return this builder
         */
        public Builder key(String column) {
            return key(column, column);
        }

        /**
         * Adds a part of the key.
         *
         * @param eventColumn what the events call it
         * @param featureColumn what the feature rows call it
         * @return this builder
         */
        public Builder key(String eventColumn, String featureColumn) {
            if (keys.putIfAbsent(eventColumn, featureColumn) != null) {
                throw new IllegalStateException("Key '" + eventColumn + "' is given twice");
            }
            return this;
        }

        /**
         * Names the column that says from when a feature row's values hold.
         *
         * @param column a column of the type of the events' time
         * @return this builder
         */
        public Builder time(String column) {
            requireUnset(time.isEmpty(), "time");
            time = column;
            return this;
        }

        /**
         * Names the column that says when a feature row became known; without it a row is known from its time on.
         *
         * @param column a column of the type of the events' time
         * @return this builder
         */
        public Builder created(String column) {
            requireUnset(created == null, "created");
            created = column;
            return this;
        }

        /**
         * Limits the age of a row.
         *
         * @param limit the greatest age, inclusive; zero takes rows of exactly the event's time
         * @return this builder
         */
        public Builder ttl(Duration limit) {
            requireUnset(ttl == null, "ttl");
            if (limit.isNegative()) {
                throw new IllegalArgumentException("A time to live is not negative, got " + limit);
            }
            ttl = limit;
            return this;
        }

        /**
         * Chooses what is joined; without this call all columns but keys, time and creation time are.
         *
         * @param names columns of the feature rows
         * @return this builder
         */
        public Builder columns(String... names) {
            requireUnset(columns.isEmpty(), "columns");
            columns.addAll(List.of(names));
            return this;
        }

        /**
         * Puts a text before the names of the joined columns.
         *
         * @param text the text
         * @return this builder
         */
        public Builder prefix(String text) {
            requireUnset(prefix.isEmpty(), "prefix");
            prefix = text;
            return this;
        }

        /**
         * Adds the time of the row that was taken, missing where none was.
         *
         * @param name the name of the new column
         * @return this builder
         */
        public Builder matchedTime(String name) {
            requireUnset(matchedTime == null, "matchedTime");
            matchedTime = name;
            return this;
        }

        /**
         * Builds the join; the builder may go on and build again.
         *
         * @return an immutable value
         * @throws IllegalStateException if there is no key or no time
         */
        public AsOfJoin build() {
            if (keys.isEmpty() || time.isEmpty()) {
                throw new IllegalStateException(
                        "A point-in-time join needs a key and the time of the feature rows: call key(..) and time(..)");
            }
            return new AsOfJoin(this);
        }

        private static void requireUnset(boolean unset, String what) {
            if (!unset) {
                throw new IllegalStateException(what + " is set twice");
            }
        }
    }
}
