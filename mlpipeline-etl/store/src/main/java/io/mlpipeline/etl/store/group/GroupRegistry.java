package io.mlpipeline.etl.store.group;

import io.mlpipeline.etl.store.files.StoreFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The definitions of all feature groups of a store, one JSON file a version. Safe for use by many threads and processes. */
public final class GroupRegistry {
    private static final String FOLDER = "groups";
    private static final String ENDING = ".json";

    private final StoreFiles files;

    private GroupRegistry(StoreFiles files) {
        this.files = files;
    }

    /**
     * The registry of a store.
     *
     * @param files the store's files
     * @return its registry
     */
    public static GroupRegistry in(StoreFiles files) {
        return new GroupRegistry(files);
    }

    /**
     * Registers a group; one that is registered already with the same definition stays as it is.
     *
     * @param group the group
     * @throws IllegalArgumentException if the version is registered with another definition
     */
    public void register(FeatureGroup group) {
        Optional<FeatureGroup> known = find(group.id());
        if (known.isEmpty() && !files.create(path(group.id()), group.toJson().getBytes(StandardCharsets.UTF_8))) {
            known = find(group.id());
        }
        if (known.isPresent() && !known.get().equals(group)) {
            throw new IllegalArgumentException("Group " + group.id() + " is registered with another definition: "
                    + known.get().toJson() + ", got " + group.toJson()
                    + ". What a version means never changes; register the new definition as version "
                    + (versions(group.id().name()).stream().reduce(0, Math::max) + 1));
        }
    }

    /**
     * Looks a group up.
     *
     * @param name the group's name
     * @param version its version
     * @return the group
     * @throws IllegalArgumentException if there is none; the message names those that are
     */
    public FeatureGroup group(String name, int version) {
        GroupId id = new GroupId(name, version);
        return find(id).orElseThrow(() -> unknown(id));
    }

    private IllegalArgumentException unknown(GroupId id) {
        List<Integer> versions = versions(id.name());
        return new IllegalArgumentException(
                versions.isEmpty()
                        ? "There is no feature group '" + id.name() + "'; there are "
                                + groups().stream()
                                        .map(GroupId::name)
                                        .distinct()
                                        .toList()
                        : "Feature group '" + id.name() + "' has no version " + id.version() + "; it has " + versions);
    }

    private List<Integer> versions(String name) {
        return groups().stream()
                .filter(each -> each.name().equals(name))
                .map(GroupId::version)
                .toList();
    }

    /**
     * All groups.
     *
     * @return their ids in the order of names
     */
    public List<GroupId> groups() {
        List<GroupId> groups = new ArrayList<>();
        for (StoreFiles.Entry file : files.list(FOLDER)) {
            int dot = file.name().indexOf(".v");
            if (dot > 0 && file.name().endsWith(ENDING)) {
                String version = file.name().substring(dot + 2, file.name().length() - ENDING.length());
                groups.add(new GroupId(file.name().substring(0, dot), Integer.parseInt(version)));
            }
        }
        return List.copyOf(groups);
    }

    private Optional<FeatureGroup> find(GroupId id) {
        return files.read(path(id)).map(json -> FeatureGroup.fromJson(new String(json, StandardCharsets.UTF_8)));
    }

    private static String path(GroupId id) {
        return FOLDER + "/" + id.name() + ".v" + id.version() + ENDING;
    }
}
