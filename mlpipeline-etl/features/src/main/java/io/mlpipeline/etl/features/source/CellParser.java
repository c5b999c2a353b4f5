package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trims a cell, sets missing ones aside and parses the rest. For one thread. */
final class CellParser {
    private final Set<String> missing;
    private final boolean trimmed;
    private final ValueParser values;

    CellParser(Set<String> missing, boolean trimmed, ValueParser values) {
        this.missing = missing;
        this.trimmed = trimmed;
        this.values = values;
    }

    /** Null if the cell was understood or is missing, else why not. */
    @Nullable
    String parse(String cell, RowBuffer into, int column) {
        String text = trimmed ? cell.strip() : cell;
        if (missing.contains(text)) {
            into.setMissing(column);
            return null;
        }
        return values.parse(text, into, column);
    }
}
