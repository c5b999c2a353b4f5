package io.mlpipeline.registry.access;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * On whose behalf a call is made.
 *
 * @param name what the audit log will say: 1 to 200 characters, without control characters
 * @param role what the caller may do
 */
public record Caller(String name, Role role) {
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,200}");

    /** Checks the name. */
    public Caller {
        Objects.requireNonNull(role, "role");
        if (!NAME.matcher(name).matches() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "The name of a caller has 1 to 200 characters, not all blank and none a control character; got one of "
                            + name.length());
        }
    }
}
