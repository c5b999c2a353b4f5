package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one file between reading and judging, good and bad: the typed values by column, where each row came from and
 * what is wrong with it. Not thread-safe.
 */
final class ReadRows {
    private final String file;
    private final Frame.Builder values;
    private final List<String> raw = new ArrayList<>();
    private final List<List<Violation>> violations = new ArrayList<>();
    private long[] lines = new long[64];

    ReadRows(String file, Schema schema) {
        this.file = file;
        this.values = Frame.builder(schema);
    }

    /** Appends a row; the text may be empty where nobody will ask for it. */
    void add(Row row, long line, String text, List<Violation> found) {
        int position = values.size();
        if (position == lines.length) {
            lines = Arrays.copyOf(lines, position + (position >> 1));
        }
        lines[position] = line;
        values.add(row);
        raw.add(text);
        violations.add(found.isEmpty() ? List.of() : List.copyOf(found));
    }

    String file() {
        return file;
    }

    Frame values() {
        return values.build();
    }

    int size() {
        return violations.size();
    }

    long line(int row) {
        return lines[row];
    }

    String raw(int row) {
        return raw.get(row);
    }

    List<Violation> violations(int row) {
        return violations.get(row);
    }

    /** Adds to what is wrong with a row. */
    void addViolations(int row, List<Violation> found) {
        List<Violation> all = new ArrayList<>(violations.get(row));
        all.addAll(found);
        violations.set(row, List.copyOf(all));
    }
}
