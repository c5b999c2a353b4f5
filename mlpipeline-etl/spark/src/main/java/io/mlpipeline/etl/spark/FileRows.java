package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.RowChecker;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.JdbcSource;
import io.mlpipeline.etl.features.source.Source;
import io.mlpipeline.etl.features.source.SourceFile;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads a part of a file, or a query: every record parsed and checked. */
final class FileRows implements Closeable {
    private final Expectations expectations;
    private final int order;
    private final String file;
    private final SourceRows source;
    private final RowChecker checker;
    private final RowBuffer buffer;
    private final ReadRows rows;

    private FileRows(Expectations expectations, int order, String file, SourceRows source) {
        this.expectations = expectations;
        this.checker = expectations.checker();
        this.order = order;
        this.file = file;
        this.source = source;
        this.buffer = RowBuffer.of(expectations.schema());
        this.rows = new ReadRows(expectations);
    }

    static FileRows open(Source source, Expectations expectations, InputFiles files, InputPart part) {
        if (source instanceof JdbcSource jdbc) {
            return new FileRows(expectations, part.file(), jdbc.name(), jdbc.open());
        }
        FileSource inFiles = (FileSource) source;
        SourceFile file = files.file(part.file());
        try {
            SourceRows rows = SourceReader.of(inFiles).open(file, part.part(), inFiles);
            return new FileRows(expectations, part.file(), file.name(), rows);
        } catch (IOException e) {
            throw new InvalidDataException(file.name() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** What a part is a part of, for messages. */
    static String name(Source source, InputFiles files, InputPart part) {
        return source instanceof JdbcSource jdbc ? jdbc.name() : files.name(part.file());
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() {
        List<Violation> violations = new ArrayList<>(2);
        if (!source.next(buffer, violations)) {
            return null;
        }
        checker.check(buffer, violations);
        boolean isRawNeeded = expectations.setsRepeatsAside() || expectations.needsRaw(violations);
        String raw = isRawNeeded ? source.raw() : "";
        return rows.of(buffer, order, file, source.line(), raw, violations);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
