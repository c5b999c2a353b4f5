package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import java.util.Set;
import java.util.TreeSet;

/** The text is one of a list. */
record AcceptedCheck(String column, Set<String> values) implements ColumnCheck {

    AcceptedCheck {
        values = Set.copyOf(values);
    }

    @Override
    public boolean fits(ColumnType type) {
        return type == ColumnType.TEXT;
    }

    @Override
    public boolean holds(Row row, int position) {
        return row.isMissing(position) || values.contains(row.text(position));
    }

    @Override
    public String description() {
        return column + " is one of " + new TreeSet<>(values);
    }
}
