package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import java.util.regex.Pattern;

/** The whole text matches a regular expression, or does not. */
record PatternCheck(String column, Pattern pattern, boolean wanted) implements ColumnCheck {

    @Override
    public boolean fits(ColumnType type) {
        return type == ColumnType.TEXT;
    }

    @Override
    public boolean holds(Row row, int position) {
        return row.isMissing(position) || pattern.matcher(row.text(position)).matches() == wanted;
    }

    @Override
    public String description() {
        return column + (wanted ? " matches " : " does not match ") + pattern;
    }
}
