package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.RowChecker;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.SourceRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a part of a source: every row checked and appended to the columns. Not thread-safe. */
final class PartReading {
    private final Expectations expectations;
    private final RowChecker checker;
    private final boolean keepsTexts;
    private final SourceRows rows;
    private final RowBuffer buffer;
    private final String file;
    private final Frame.Builder values;
    private final List<String> raw = new ArrayList<>();
    private final List<List<Violation>> violations = new ArrayList<>();
    private long[] lines = new long[64];

    private PartReading(String file, SourceRows rows, Expectations expectations, boolean keepsTexts) {
        this.file = file;
        this.expectations = expectations;
        this.checker = expectations.checker();
        this.keepsTexts = keepsTexts;
        this.rows = rows;
        this.buffer = RowBuffer.of(expectations.schema());
        this.values = Frame.builder(expectations.schema());
    }

    /**
     * All rows; throws an {@link io.mlpipeline.api.error.InvalidDataException} if they cannot be read to their end.
     *
     * @param again opens the same rows once more
     */
    static ReadRows read(String file, SourceRows rows, Expectations expectations, RawTexts.Opening again) {
        return new PartReading(file, rows, expectations, false).readAll(again);
    }

    /** All rows of a source that may not give the same ones again, with the texts of those that may turn out to be repeated. */
    static ReadRows keepingTexts(String source, SourceRows rows, Expectations expectations) {
        return new PartReading(source, rows, expectations, expectations.setsRepeatsAside()).readAll(() -> {
            throw new IllegalStateException("All texts of " + source + " were kept");
        });
    }

    private ReadRows readAll(RawTexts.Opening again) {
        List<Violation> found = new ArrayList<>();
        while (rows.next(buffer, found)) {
            checker.check(buffer, found);
            append(found);
            found.clear();
        }
        return new ReadRows(file, values.build(), lines, raw, violations, again);
    }

    private void append(List<Violation> found) {
        int row = values.size();
        if (row == lines.length) {
            lines = Arrays.copyOf(lines, row + (row >> 1));
        }
        lines[row] = rows.line();
        raw.add(keepsTexts || expectations.needsRaw(found) ? rows.raw() : "");
        violations.add(found.isEmpty() ? List.of() : List.copyOf(found));
        values.add(buffer);
    }
}
