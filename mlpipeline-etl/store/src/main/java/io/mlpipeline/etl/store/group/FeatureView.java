package io.mlpipeline.etl.store.group;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import java.util.List;

/**
 * How a model sees a group: which of its features, under which names, found by which columns of an event or request. Training
 * sets and live reads go through the same view. Immutable and safe for use by many threads.
 */
public final class FeatureView {
    private final FeatureGroup group;
    private final List<String> keys;
    private final List<String> columns;
    private final String prefix;

    private FeatureView(FeatureGroup group, List<String> keys, List<String> columns, String prefix) {
        this.group = group;
        this.keys = keys;
        this.columns = columns;
        this.prefix = prefix;
    }

    /**
     * All features of a group under their own names.
     *
     * @param group the group
     * @return the view
     */
    public static FeatureView of(FeatureGroup group) {
        return new FeatureView(group, group.keys(), group.features(), "");
    }

    /**
     * Says what events and requests call the keys.
     *
     * @param names their names, in the order of the group's keys
     * @return a changed copy
     * @throws IllegalArgumentException if there are more or fewer than the group has
     */
    public FeatureView keys(String... names) {
        if (names.length != group.keys().size()) {
            throw new IllegalArgumentException(
                    "Group " + group.id() + " has keys " + group.keys() + ", got " + List.of(names));
        }
        return new FeatureView(group, List.of(names), columns, prefix);
    }

    /**
     * Chooses features.
     *
     * @param names features of the group
     * @return a changed copy
     * @throws IllegalArgumentException if one is unknown or none is given
     */
    public FeatureView columns(String... names) {
        for (String name : names) {
            if (!group.features().contains(name)) {
                throw new IllegalArgumentException(
                        "Group " + group.id() + " has no feature '" + name + "'; it has " + group.features());
            }
        }
        return new FeatureView(
                group, keys, group.schema().select(List.of(names)).names(), prefix);
    }

    /**
     * Puts a text before the names of the features.
     *
     * @param text the text
     * @return a changed copy
     */
    public FeatureView prefix(String text) {
        return new FeatureView(group, keys, columns, text);
    }

    /**
     * The group.
     *
     * @return its definition
     */
    public FeatureGroup group() {
        return group;
    }

    /**
     * What events and requests call the keys.
     *
     * @return their names, in the order of the group's keys
     */
    public List<String> keys() {
        return keys;
    }

    /**
     * The features.
     *
     * @return their names in the group, in its order
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * What stands before the names of the features.
     *
     * @return a text, possibly empty
     */
    public String prefix() {
        return prefix;
    }

    /**
     * The features under their names in this view.
     *
     * @return the schema
     */
    public Schema schema() {
        Schema.Builder schema = Schema.builder();
        columns.forEach(name -> schema.add(prefix + name, group.schema().typeOf(name)));
        return schema.build();
    }

    /**
     * The join that gives events these features as they were known.
     *
     * @param eventTime the column of the events that says when each happened
     * @return the join
     */
    public AsOfJoin asOf(String eventTime) {
        AsOfJoin.Builder join =
                group.asOf(eventTime, keys.toArray(String[]::new)).columns(columns.toArray(String[]::new));
        return (prefix.isEmpty() ? join : join.prefix(prefix)).build();
    }

    @Override
    public String toString() {
        return "FeatureView(" + group.id() + " by " + keys + ": " + schema().names() + ")";
    }
}
