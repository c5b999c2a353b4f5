package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one file between reading and judging, good and bad: the typed values by column, where each row came from and
 * what is wrong with it. Not thread-safe.
 */
final class ReadRows {
    private final String file;
    private final Frame values;
    private final long[] lines;
    private final List<String> raw;
    private final List<List<Violation>> violations;
    private final RawTexts.Opening again;

    /**
     * Takes what was read; the arrays and lists are not copied.
     *
     * @param lines the line of each row, and maybe more
     * @param raw the text of each row; empty where nobody will ask for it
     * @param violations what is wrong with each row, a list that can be changed
     * @param again opens the same rows once more
     */
    ReadRows(
            String file,
            Frame values,
            long[] lines,
            List<String> raw,
            List<List<Violation>> violations,
            RawTexts.Opening again) {
        this.file = file;
        this.values = values;
        this.lines = lines;
        this.raw = raw;
        this.violations = violations;
        this.again = again;
    }

    String file() {
        return file;
    }

    Frame values() {
        return values;
    }

    RawTexts.Opening again() {
        return again;
    }

    int size() {
        return values.size();
    }

    long line(int row) {
        return lines[row];
    }

    String raw(int row) {
        return raw.get(row);
    }

    /** Sets the text of a row, which turned out to be asked for. */
    void setRaw(int row, String text) {
        raw.set(row, text);
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
