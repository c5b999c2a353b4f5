package io.mlpipeline.registry.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a store, to be moved to another: what {@link MetadataStore#dump} tells and {@link MetadataStore#load} takes.
 *
 * @param table the table's name
 * @param values text, whole numbers ({@code Long}), numbers ({@code Double}) and null, in the order of the table's columns
 */
public record TableRow(String table, List<@Nullable Object> values) {
    /** Copies the values. */
    public TableRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
