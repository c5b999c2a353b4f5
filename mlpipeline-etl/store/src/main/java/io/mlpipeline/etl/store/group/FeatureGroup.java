package io.mlpipeline.etl.store.group;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.TimeAxis;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.join.AsOfJoin;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a set of features of one kind of entity: its columns, keys and times, how long its values live, who owns it
 * and where it comes from.
 *
 * <p>What a version means never changes: a changed definition is a new version. Immutable and safe for use by many threads.
 */
public final class FeatureGroup {
    private static final String FORMAT = "feature-group";
    private static final int VERSION = 1;

    private final GroupId id;
    private final String owner;
    private final String description;
    private final String source;
    private final String pipeline;
    private final Schema schema;
    private final List<String> keys;
    private final String time;
    private final @Nullable String created;
    private final @Nullable Duration ttl;

    private FeatureGroup(Builder builder) {
        this.id = builder.id;
        this.owner = builder.owner;
        this.description = builder.description;
        this.source = builder.source;
        this.pipeline = builder.pipeline;
        this.schema = builder.schema;
        this.keys = List.copyOf(builder.keys);
        this.time = builder.time;
        this.created = builder.created;
        this.ttl = builder.ttl;
    }

    /**
     * Starts a definition.
     *
     * @param name the group's name
     * @param version 1 or more
     * @param schema the columns of its rows: keys, times and features
     * @return a builder
     * @throws IllegalArgumentException if the name or version is not usable
     */
    public static Builder of(String name, int version, Schema schema) {
        return new Builder(new GroupId(name, version), schema);
    }

    /**
     * Reads a definition.
     *
     * @param json as written by {@link #toJson()}
     * @return the definition
     * @throws InvalidDataException if it is none; the message says why
     * @throws IncompatibleVersionException if it was written by a newer version
     */
    public static FeatureGroup fromJson(String json) {
        Form form = Form.parse(json);
        if (!form.operator().equals(FORMAT)) {
            throw new InvalidDataException("Not a feature group but '" + form.operator() + "'");
        }
        if (form.integer("format") > VERSION) {
            throw new IncompatibleVersionException("The feature group has format version " + form.integer("format")
                    + ", this library reads up to " + VERSION + ". Upgrade mlpipeline");
        }
        try {
            return read(form);
        } catch (IllegalArgumentException | IllegalStateException | DateTimeParseException e) {
            throw new InvalidDataException("The feature group is not usable: " + e.getMessage(), e);
        }
    }

    private static FeatureGroup read(Form form) {
        Schema schema = Schema.of(form.forms("schema").stream()
                .map(each -> new Column(
                        each.text("name"), ColumnType.valueOf(each.operator().toUpperCase(Locale.ROOT))))
                .toList());
        Builder builder = of(form.text("name"), Math.toIntExact(form.integer("version")), schema)
                .owner(form.text("owner"))
                .description(form.text("description"))
                .source(form.text("source"))
                .pipeline(form.text("pipeline"))
                .key(form.texts("keys").toArray(String[]::new))
                .time(form.text("time"));
        if (form.has("created")) {
            builder.created(form.text("created"));
        }
        if (form.has("ttl")) {
            builder.ttl(Duration.parse(form.text("ttl")));
        }
        return builder.build();
    }

    /**
     * The JSON form.
     *
     * @return the same text for the same definition
     */
    public String toJson() {
        Form form = Form.of(FORMAT)
                .with("format", VERSION)
                .with("name", id.name())
                .with("version", id.version())
                .with("owner", owner)
                .with("description", description)
                .with("source", source)
                .with("pipeline", pipeline)
                .withForms(
                        "schema",
                        schema.columns().stream()
                                .map(each -> Form.of(each.type().name().toLowerCase(Locale.ROOT))
                                        .with("name", each.name()))
                                .toList())
                .withTexts("keys", keys)
                .with("time", time);
        if (created != null) {
            form.with("created", created);
        }
        if (ttl != null) {
            form.with("ttl", ttl.toString());
        }
        return form.toJson();
    }

    /**
     * What tells this definition from any other.
     *
     * @return SHA-256 of the JSON form as lower-case hex
     */
    public String hash() {
        return Sha256.of(toJson());
    }

    /**
     * Name and version.
     *
     * @return the group's id
     */
    public GroupId id() {
        return id;
    }

    /**
     * Who answers for the features.
     *
     * @return a person or team
     */
    public String owner() {
        return owner;
    }

    /**
     * What the features are.
     *
     * @return a text for people, possibly empty
     */
    public String description() {
        return description;
    }

    /**
     * Where the rows come from.
     *
     * @return a text for people, possibly empty
     */
    public String source() {
        return source;
    }

    /**
     * What computes the rows.
     *
     * @return the hash of the pipeline or another name of it, possibly empty
     */
    public String pipeline() {
        return pipeline;
    }

    /**
     * The columns of the rows.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The columns that name an entity.
     *
     * @return their names, at least one
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * The column that says from when values hold.
     *
     * @return its name
     */
    public String time() {
        return time;
    }

    /**
     * The column that says when a row became known.
     *
     * @return its name, or empty if a row is known from its time on
     */
    public Optional<String> created() {
        return Optional.ofNullable(created);
    }

    /**
     * How old a value may be when it is used, offline and online.
     *
     * @return the limit, or empty if there is none
     */
    public Optional<Duration> ttl() {
        return Optional.ofNullable(ttl);
    }

    /**
     * The columns that are features.
     *
     * @return all but keys and times, at least one
     */
    public List<String> features() {
        return schema.names().stream().filter(this::isFeature).toList();
    }

    private boolean isFeature(String column) {
        return !keys.contains(column) && !column.equals(time) && !column.equals(created);
    }

    /**
     * The point-in-time join that reads this group by its own keys, times and time to live.
     *
     * @param eventTime the column of the events that says when each happened
     * @param eventKeys what the events call the keys, in the order of {@link #keys()}; none if they call them the same
     * @return a builder to choose columns and names with
     * @throws IllegalArgumentException if there are more or fewer keys
     */
    public AsOfJoin.Builder asOf(String eventTime, String... eventKeys) {
        if (eventKeys.length > 0 && eventKeys.length != keys.size()) {
            throw new IllegalArgumentException("Group " + id + " has keys " + keys + ", got " + List.of(eventKeys));
        }
        AsOfJoin.Builder join = AsOfJoin.at(eventTime).time(time);
        for (int i = 0; i < keys.size(); i++) {
            join.key(eventKeys.length == 0 ? keys.get(i) : eventKeys[i], keys.get(i));
        }
        created().ifPresent(join::created);
        ttl().ifPresent(join::ttl);
        return join;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureGroup that && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id + " of " + owner + " " + features();
    }

    /** Collects a definition. Not thread-safe. */
    public static final class Builder {
        private final GroupId id;
        private final Schema schema;
        private final List<String> keys = new ArrayList<>();
        private String owner = "";
        private String description = "";
        private String source = "";
        private String pipeline = "";
        private String time = "";
        private @Nullable String created;
        private @Nullable Duration ttl;

        private Builder(GroupId id, Schema schema) {
            this.id = id;
            this.schema = schema;
        }

        /**
         * Says who answers for the features.
         *
         * @param name a person or team
         * @return this builder
         */
        public Builder owner(String name) {
            owner = name;
            return this;
        }

        /**
         * Says what the features are.
         *
         * @param text for people
         * @return this builder
         */
        public Builder description(String text) {
            description = text;
            return this;
        }

        /**
         * Says where the rows come from.
         *
         * @param text for people
         * @return this builder
         */
        public Builder source(String text) {
            source = text;
            return this;
        }

        /**
         * Says what computes the rows.
         *
         * @param hash the hash of the pipeline, or another name of it
         * @return this builder
         */
        public Builder pipeline(String hash) {
            pipeline = hash;
            return this;
        }

        /**
         * Names the columns that name an entity.
         *
         * @param columns columns that hold no decimal number
         * @return this builder
         * @throws IllegalArgumentException if a column is unknown or holds decimal numbers
         */
        public Builder key(String... columns) {
            requireUnset(keys.isEmpty(), "key");
            for (String column : columns) {
                if (schema.typeOf(column) == ColumnType.NUMBER) {
                    throw new IllegalArgumentException(
                            "Key '" + column + "' is a decimal number; use text or an integer");
                }
                keys.add(column);
            }
            return this;
        }

        /**
         * Names the column that says from when values hold.
         *
         * @param column a date or timestamp column
         * @return this builder
         * @throws IllegalArgumentException if it is unknown or of another type
         */
        public Builder time(String column) {
            requireUnset(time.isEmpty(), "time");
            TimeAxis.of(schema.typeOf(column));
            time = column;
            return this;
        }

        /**
         * Names the column that says when a row became known.
         *
         * @param column a column of the type of the time
         * @return this builder
         */
        public Builder created(String column) {
            requireUnset(created == null, "created");
            schema.indexOf(column);
            created = column;
            return this;
        }

        /**
         * Limits the age of values when they are used, offline and online.
         *
         * @param limit the greatest age, inclusive; see {@link AsOfJoin}
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder ttl(Duration limit) {
            requireUnset(ttl == null, "ttl");
            if (limit.isNegative()) {
                throw new IllegalArgumentException("A time to live is not negative, got " + limit);
            }
            ttl = limit;
            return this;
        }

        private static void requireUnset(boolean unset, String what) {
            if (!unset) {
                throw new IllegalStateException(what + " is set twice");
            }
        }

        /**
         * Builds the definition; the builder may go on and build again.
         *
         * @return an immutable definition
         * @throws IllegalStateException if there is no owner, key, time or feature
         * @throws IllegalArgumentException if the creation time has another type than the time, or the time to live does not
         *     fit it
         */
        public FeatureGroup build() {
            if (owner.isBlank() || keys.isEmpty() || time.isEmpty()) {
                throw new IllegalStateException(
                        "Group " + id + " needs an owner, a key and a time: call owner(..), key(..) and time(..)");
            }
            if (created != null && schema.typeOf(created) != schema.typeOf(time)) {
                throw new IllegalArgumentException("Group " + id + ": '" + created + "' holds " + schema.typeOf(created)
                        + ", the time '" + time + "' holds " + schema.typeOf(time));
            }
            if (ttl != null) {
                TimeAxis.of(schema.typeOf(time)).units(ttl);
            }
            FeatureGroup group = new FeatureGroup(this);
            if (group.features().isEmpty()) {
                throw new IllegalStateException("Group " + id + " has no column but keys and times: " + schema);
            }
            return group;
        }
    }
}
