package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.RowParser;
import io.mlpipeline.etl.features.source.SourceFile;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads CSV files; a file is one part. */
public final class CsvSourceReader implements SourceReader {
    private static final int BUFFER = 1 << 16;

    /** Made by {@link java.util.ServiceLoader}. */
    public CsvSourceReader() {}

    @Override
    public boolean reads(FileSource source) {
        return source instanceof CsvSource;
    }

    @Override
    public List<FilePart> parts(SourceFile file, FileSource source, long size) {
        return List.of(FilePart.WHOLE);
    }

    @Override
    public SourceRows open(SourceFile file, FilePart part, FileSource source) throws IOException {
        CsvSource csv = (CsvSource) source;
        InputStream bytes = Channels.newInputStream(file.open());
        try {
            InputStream plain = file.name().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
            return new Rows(file.name(), new CsvRecords(file.name(), plain, csv), csv);
        } catch (IOException | InvalidDataException e) {
            bytes.close();
            throw e;
        }
    }

    private static final class Rows implements SourceRows {
        private final CsvRecords records;
        private final RowParser parser;

        Rows(String file, CsvRecords records, CsvSource source) {
            this.records = records;
            if (!records.next()) {
                throw new InvalidDataException(file + " is empty: it has not even a header line");
            }
            this.parser = source.schema().parser(file, records.fields());
        }

        @Override
        public boolean next(RowBuffer into, List<Violation> violations) {
            if (!records.next()) {
                return false;
            }
            parser.parse(records.fields(), into, violations);
            return true;
        }

        @Override
        public long line() {
            return records.line();
        }

        @Override
        public String raw() {
            return records.raw();
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
