package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trims a cell, sets missing ones aside and parses the rest. For one thread. */
final class CellParser {
    private final Set<String> missing;
    private final double[] sentinels;
    private final boolean trimmed;
    private final ValueParser values;

    CellParser(Set<String> missing, boolean trimmed, ValueParser values) {
        this.missing = missing;
        this.sentinels = numbersAmong(missing);
        this.trimmed = trimmed;
        this.values = values;
    }

    private static double[] numbersAmong(Set<String> tokens) {
        DecimalScanner scanner = new DecimalScanner('.');
        return tokens.stream()
                .filter(scanner::scan)
                .mapToDouble(Double::parseDouble)
                .toArray();
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

    /** Takes a local time; null if it was understood, else why not. */
    @Nullable
    String accept(LocalDateTime local, RowBuffer into, int column) {
        return values.accept(local, into, column);
    }

    /** Whether a number is one that stands for "no value". */
    boolean isSentinel(double value) {
        for (double sentinel : sentinels) {
            if (sentinel == value) {
                return true;
            }
        }
        return false;
    }
}
