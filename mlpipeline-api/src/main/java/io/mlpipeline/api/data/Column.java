package io.mlpipeline.api.data;

import java.io.Serializable;
import java.util.Objects;

/**
 * A named, typed column of a {@link Schema}.
 *
 * @param name the name, not blank, unique in its schema, compared case-sensitively
 * @param type the type
 */
public record Column(String name, ColumnType type) implements Serializable {
    /** Checks the name. */
    public Column {
        Objects.requireNonNull(type, "type");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A column needs a name, got '" + name + "'");
        }
    }
}
