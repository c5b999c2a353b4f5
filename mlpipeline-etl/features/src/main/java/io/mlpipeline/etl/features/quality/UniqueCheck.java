package io.mlpipeline.etl.features.quality;

import java.util.List;

/** No other row has the same values in some columns; without any named, in all. */
record UniqueCheck(List<String> columns, boolean keepsLast) implements Check {

    UniqueCheck {
        columns = List.copyOf(columns);
    }

    @Override
    public String description() {
        return (columns.isEmpty() ? "no other row is equal" : "no other row has the same " + columns)
                + (keepsLast ? " (the last is kept)" : " (the first is kept)");
    }
}
