package io.mlpipeline.api.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The summary of a data set: what drift is judged against.
 *
 * @param rows the number of rows
 * @param columns one summary a column, in schema order, with unique names
 */
public record DatasetProfile(long rows, List<ColumnProfile> columns) {
    /** Copies and checks the columns. */
    public DatasetProfile {
        columns = List.copyOf(columns);
        Set<String> names = new HashSet<>();
        for (ColumnProfile column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("Column '" + column.name() + "' is profiled twice");
            }
        }
    }

    /**
     * The summary of a column.
     *
     * @param name the column's name
     * @return the summary, or empty if the column is not profiled
     */
    public Optional<ColumnProfile> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
