package io.mlpipeline.etl.store.group;

import java.util.regex.Pattern;

/**
 * One version of a feature group.
 *
 * @param name lower-case letters, digits and underscores, beginning with a letter
 * @param version 1 or more
 */
public record GroupId(String name, int version) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");

    /** Checks both. */
    public GroupId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A feature group is named by lower-case letters, digits and underscores,"
                    + " beginning with a letter, at most 100; got '" + name + "'");
        }
        if (version < 1) {
            throw new IllegalArgumentException("Versions of group '" + name + "' begin at 1, got " + version);
        }
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }
}
