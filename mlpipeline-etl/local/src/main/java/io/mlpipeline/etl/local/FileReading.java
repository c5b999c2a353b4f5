package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.RowParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final ReadRows rows;

    private FileReading(String file, CsvSource source, Expectations expectations, CsvRecords records) {
        Schema schema = expectations.schema();
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
        this.rows = new ReadRows(file, schema);
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
        List<Violation> violations = new ArrayList<>();
        while (records.next()) {
            violations.clear();
            parser.parse(records.fields(), buffer, violations);
            expectations.check(buffer, violations);
            for (int text : texts) {
                if (!buffer.isMissing(text)) {
                    buffer.setText(text, pool.same(buffer.text(text)));
                }
            }
            String raw = expectations.needsRaw(violations) ? records.raw() : "";
            rows.add(buffer, records.line(), raw, violations);
        }
        return rows;
    }
}
