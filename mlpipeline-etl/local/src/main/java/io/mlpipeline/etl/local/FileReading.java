package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.csv.internal.CsvRecords;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.RowParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads one file: every record parsed once, checked and appended to the columns. Not thread-safe. */
final class FileReading {
    private final Expectations expectations;
    private final CsvRecords records;
    private final RowParser parser;
    private final RowBuffer buffer;
    private final int[] texts;
    private final TextPool pool = new TextPool();
    private final String file;
    private final Frame.Builder values;
    private final List<String> raw = new ArrayList<>();
    private final List<List<Violation>> violations = new ArrayList<>();
    private long[] lines = new long[64];

    private FileReading(String file, CsvSource source, Expectations expectations, CsvRecords records) {
        Schema schema = expectations.schema();
        this.file = file;
        this.expectations = expectations;
        this.records = records;
        if (!records.next()) {
            throw new InvalidDataException(file + " is empty: it has not even a header line");
        }
        this.parser = source.schema().parser(file, records.fields());
        this.buffer = RowBuffer.of(schema);
        List<Column> columns = schema.columns();
        this.texts = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).type() == ColumnType.TEXT)
                .toArray();
        this.values = Frame.builder(schema);
    }

    /** All rows of a file; throws an {@link InvalidDataException} if it cannot be read to its end. */
    static ReadRows read(Path file, CsvSource source, Expectations expectations) {
        String name = file.toString();
        try (InputStream in = InputFiles.open(file);
                CsvRecords records = new CsvRecords(name, in, source)) {
            return new FileReading(name, source, expectations, records).readAll();
        } catch (IOException e) {
            throw new InvalidDataException(name + " cannot be read (" + InputFiles.reason(e) + ")", e);
        }
    }

    private ReadRows readAll() {
        List<Violation> found = new ArrayList<>();
        while (records.next()) {
            found.clear();
            parser.parse(records.fields(), buffer, found);
            expectations.check(buffer, found);
            append(found);
        }
        return new ReadRows(file, values.build(), lines, raw, violations);
    }

    private void append(List<Violation> found) {
        int row = values.size();
        if (row == lines.length) {
            lines = Arrays.copyOf(lines, row + (row >> 1));
        }
        lines[row] = records.line();
        raw.add(expectations.needsRaw(found) ? records.raw() : "");
        violations.add(found.isEmpty() ? List.of() : List.copyOf(found));
        for (int text : texts) {
            if (!buffer.isMissing(text)) {
                buffer.setText(text, pool.same(buffer.text(text)));
            }
        }
        values.add(buffer);
    }
}
