package io.mlpipeline.registry.version;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which model of which tenant.
 *
 * <p>Both parts are 1 to 128 lower-case letters, digits, dots, underscores and hyphens, the first one a letter or digit: fit
 * for a folder, a URL and a log line, and the same on a file system that ignores case.
 *
 * @param tenant to whom the model belongs
 * @param name the model's name, unique within the tenant
 */
public record ModelId(String tenant, String name) {
    /** The tenant of a registry that has only one. */
    public static final String DEFAULT_TENANT = "default";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");

    /** Checks both names. */
    public ModelId {
        requireName("tenant", tenant);
        requireName("model name", name);
    }

    /**
     * A model of the default tenant.
     *
     * @param name the model's name
     * @return its id
     * @throws IllegalArgumentException if the name is not well formed
     */
    public static ModelId of(String name) {
        return new ModelId(DEFAULT_TENANT, name);
    }

    private static void requireName(String what, String value) {
        Objects.requireNonNull(value, what);
        if (!NAME.matcher(value).matches() || value.contains("..")) {
            throw new IllegalArgumentException(
                    "The " + what + " " + Quoted.of(value) + " is not valid: use 1 to 128 of a-z, 0-9,"
                            + " '.', '_' and '-', beginning with a letter or digit and without '..', such as daily-sales");
        }
    }

    @Override
    public String toString() {
        return tenant.equals(DEFAULT_TENANT) ? name : tenant + "/" + name;
    }
}
