package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.csv.internal.CsvRecords;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.RowParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads one file: every record parsed and checked; the last row is a fault if the file cannot be read to its end. */
final class FileRows implements Closeable {
    private final Expectations expectations;
    private final int order;
    private final String file;
    private final CsvRecords records;
    private final RowParser parser;
    private final RowBuffer buffer;
    private final ReadRows rows;

    private FileRows(CsvSource source, Expectations expectations, int order, String file, CsvRecords records) {
        this.expectations = expectations;
        this.order = order;
        this.file = file;
        this.records = records;
        if (!records.next()) {
            throw new InvalidDataException(file + " is empty: it has not even a header line");
        }
        this.parser = source.schema().parser(file, records.fields());
        this.buffer = RowBuffer.of(expectations.schema());
        this.rows = new ReadRows(expectations);
    }

    static FileRows open(CsvSource source, Expectations expectations, InputFiles files, int file) {
        String name = files.name(file);
        try {
            InputStream in = files.open(file);
            try {
                return new FileRows(source, expectations, file, name, new CsvRecords(name, in, source));
            } catch (InvalidDataException e) {
                in.close();
                throw e;
            }
        } catch (IOException e) {
            throw new InvalidDataException(name + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() {
        if (!records.next()) {
            return null;
        }
        List<Violation> violations = new ArrayList<>(2);
        parser.parse(records.fields(), buffer, violations);
        expectations.check(buffer, violations);
        String raw = expectations.needsRaw(violations) ? records.raw() : "";
        return rows.of(buffer, order, file, records.line(), raw, violations);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
