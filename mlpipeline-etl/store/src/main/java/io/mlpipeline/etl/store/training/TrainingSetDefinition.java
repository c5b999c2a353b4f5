package io.mlpipeline.etl.store.training;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.store.FeatureStore;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.FeatureView;
import io.mlpipeline.etl.store.offline.OfflineGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training set consists of: which features of which groups, from which runs, as known when each event happened. Its JSON
 * form is stored with the model, so that the set can be made again and a service reads the same features. Immutable and safe for
 * use by many threads.
 */
public final class TrainingSetDefinition {
    private static final String FORMAT = "training-set";
    private static final int VERSION = 1;

    private final String eventTime;
    private final List<GroupUse> groups;

    private TrainingSetDefinition(String eventTime, List<GroupUse> groups) {
        this.eventTime = eventTime;
        this.groups = List.copyOf(groups);
    }

    /**
     * Takes the current run of each group.
     *
     * @param store the store of the groups
     * @param eventTime the column of the events that says when each happened
     * @param views which features, under which names
     * @return the definition
     * @throws IllegalArgumentException if a group is not registered, or there is none
     */
    public static TrainingSetDefinition of(FeatureStore store, String eventTime, FeatureView... views) {
        if (views.length == 0) {
            throw new IllegalArgumentException("A training set needs at least one feature view");
        }
        List<GroupUse> uses = new ArrayList<>();
        for (FeatureView view : views) {
            OfflineGroup group = registered(store, view.group());
            uses.add(new GroupUse(view, group.current().manifest().run()));
        }
        return new TrainingSetDefinition(eventTime, uses);
    }

    private static OfflineGroup registered(FeatureStore store, FeatureGroup wanted) {
        OfflineGroup group = store.group(wanted.id().name(), wanted.id().version());
        if (!group.group().equals(wanted)) {
            throw new IllegalArgumentException("Group " + wanted.id() + " is registered with another definition: "
                    + group.group().toJson() + ". Take it from the store with group(..)");
        }
        return group;
    }

    /**
     * Reads a definition.
     *
     * @param json as written by {@link #toJson()}
     * @param store the store of the groups
     * @return the definition
     * @throws InvalidDataException if it is none; the message says why
     * @throws IncompatibleVersionException if it was written by a newer version
     * @throws IllegalArgumentException if the store has no such group
     * @throws CorruptArtifactException if the store's group has another definition than the one that was used
     */
    public static TrainingSetDefinition fromJson(String json, FeatureStore store) {
        Form form = Form.parse(json);
        if (!form.operator().equals(FORMAT)) {
            throw new InvalidDataException("Not a training set but '" + form.operator() + "'");
        }
        if (form.integer("format") > VERSION) {
            throw new IncompatibleVersionException("The training set has format version " + form.integer("format")
                    + ", this library reads up to " + VERSION + ". Upgrade mlpipeline");
        }
        return new TrainingSetDefinition(
                form.text("time"),
                form.forms("groups").stream().map(each -> use(each, store)).toList());
    }

    private static GroupUse use(Form form, FeatureStore store) {
        FeatureGroup group = store.group(form.text("name"), Math.toIntExact(form.integer("version")))
                .group();
        if (!group.hash().equals(form.text("definition"))) {
            throw new CorruptArtifactException("Group " + group.id() + " has definition " + group.hash()
                    + " in this store, the training set used " + form.text("definition")
                    + ". Maybe it is not the store that the model was trained from");
        }
        FeatureView view = FeatureView.of(group)
                .keys(form.texts("keys").toArray(String[]::new))
                .columns(form.texts("columns").toArray(String[]::new))
                .prefix(form.text("prefix"));
        return new GroupUse(view, form.integer("run"));
    }

    /**
     * The JSON form.
     *
     * @return the same text for the same definition
     */
    public String toJson() {
        return Form.of(FORMAT)
                .with("format", VERSION)
                .with("time", eventTime)
                .withForms(
                        "groups",
                        groups.stream().map(TrainingSetDefinition::form).toList())
                .toJson();
    }

    private static Form form(GroupUse use) {
        FeatureView view = use.view();
        return Form.of("group")
                .with("name", view.group().id().name())
                .with("version", view.group().id().version())
                .with("definition", view.group().hash())
                .with("run", use.run())
                .withTexts("keys", view.keys())
                .withTexts("columns", view.columns())
                .with("prefix", view.prefix());
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
     * The groups.
     *
     * @return in the order in which they are joined
     */
    public List<GroupUse> groups() {
        return groups;
    }

    /**
     * The joins that make the set, to be given to an engine with the rows of each {@linkplain #groups() group's} run.
     *
     * @return one a group, in their order
     */
    public List<AsOfJoin> joins() {
        return groups.stream().map(each -> each.view().asOf(eventTime)).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingSetDefinition that && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
