package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;

/** The value is there. */
record NotNullCheck(String column) implements ColumnCheck {

    @Override
    public boolean fits(ColumnType type) {
        return true;
    }

    @Override
    public boolean holds(Row row, int position) {
        return !row.isMissing(position);
    }

    @Override
    public String description() {
        return column + " is not missing";
    }
}
