package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.SourceRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a part of a file: every row checked and appended to the columns. Not thread-safe. */
final class FileReading {
    private final Expectations expectations;
    private final SourceRows rows;
    private final RowBuffer buffer;
    private final int[] texts;
    private final TextPool pool = new TextPool();
    private final String file;
    private final Frame.Builder values;
    private final List<String> raw = new ArrayList<>();
    private final List<List<Violation>> violations = new ArrayList<>();
    private long[] lines = new long[64];

    private FileReading(String file, Expectations expectations, SourceRows rows) {
        Schema schema = expectations.schema();
        this.file = file;
        this.expectations = expectations;
        this.rows = rows;
        this.buffer = RowBuffer.of(schema);
        List<Column> columns = schema.columns();
        this.texts = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type() == ColumnType.TEXT)
                .toArray();
        this.values = Frame.builder(schema);
    }

    /** All rows; throws an {@link io.mlpipeline.api.error.InvalidDataException} if they cannot be read to their end. */
    static ReadRows read(String file, SourceRows rows, Expectations expectations) {
        return new FileReading(file, expectations, rows).readAll();
    }

    private ReadRows readAll() {
        List<Violation> found = new ArrayList<>();
        while (rows.next(buffer, found)) {
            expectations.check(buffer, found);
            append(found);
            found.clear();
        }
        return new ReadRows(file, values.build(), lines, raw, violations);
    }

    private void append(List<Violation> found) {
        int row = values.size();
        if (row == lines.length) {
            lines = Arrays.copyOf(lines, row + (row >> 1));
        }
        lines[row] = rows.line();
        raw.add(expectations.needsRaw(found) ? rows.raw() : "");
        violations.add(found.isEmpty() ? List.of() : List.copyOf(found));
        for (int text : texts) {
            if (!buffer.isMissing(text)) {
                buffer.setText(text, pool.same(buffer.text(text)));
            }
        }
        values.add(buffer);
    }
}
