package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.RecordBytes;
import io.mlpipeline.etl.features.source.RowParser;
import io.mlpipeline.etl.features.source.SourceFile;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * Reads CSV files. A plain one in a charset that extends ASCII is cut into parts between records, others are one part.
 */
public final class CsvSourceReader implements SourceReader {

    /** Made by {@link java.util.ServiceLoader}. */
    public CsvSourceReader() {}

    @Override
    public boolean reads(FileSource source) {
        return source instanceof CsvSource;
    }

    @Override
    public List<FilePart> parts(SourceFile file, FileSource source, long size) throws IOException {
        CsvSource csv = (CsvSource) source;
        if (FileBytes.isCompressed(file) || !ByteRecords.canRead(csv)) {
            return List.of(FilePart.WHOLE);
        }
        try (SeekableByteChannel bytes = file.open()) {
            return bytes.size() <= size
                    ? List.of(FilePart.WHOLE)
                    : new RecordCuts(csv, size).find(Channels.newInputStream(bytes));
        }
    }

    @Override
    public SourceRows open(SourceFile file, FilePart part, FileSource source) throws IOException {
        CsvSource csv = (CsvSource) source;
        if (!ByteRecords.canRead(csv)) {
            InputStream bytes = FileBytes.open(file);
            return closedOnFailure(bytes, () -> new DecodedRows(file.name(), bytes, csv));
        }
        if (part.start() == 0) {
            InputStream bytes = FileBytes.open(file, part);
            ByteRecords records = new ByteRecords(file.name(), bytes, csv, part.line());
            return closedOnFailure(bytes, () -> new Rows(records, header(file, records, csv)));
        }
        RowParser header;
        try (InputStream first = FileBytes.open(file)) {
            header = header(file, new ByteRecords(file.name(), first, csv, 1), csv);
        }
        return new Rows(new ByteRecords(file.name(), FileBytes.open(file, part), csv, part.line()), header);
    }

    private interface Opening {
        SourceRows open() throws IOException;
    }

    private static SourceRows closedOnFailure(InputStream bytes, Opening opening) throws IOException {
        try {
            return opening.open();
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static RowParser header(SourceFile file, ByteRecords records, CsvSource source) {
        records.skipByteOrderMark();
        if (!records.next()) {
            throw empty(file.name());
        }
        return source.schema().parser(file.name(), records.fields().texts());
    }

    private static InvalidDataException empty(String file) {
        return new InvalidDataException(file + " is empty: it has not even a header line");
    }

    /** Rows parsed where their bytes stand. */
    private static final class Rows implements SourceRows {
        private final ByteRecords records;
        private final RecordBytes fields;
        private final RowParser parser;

        Rows(ByteRecords records, RowParser parser) {
            this.records = records;
            this.fields = records.fields();
            this.parser = parser;
        }

        @Override
        public boolean next(RowBuffer into, List<Violation> violations) {
            if (!records.next()) {
                return false;
            }
            parser.parse(fields, into, violations);
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

    /** Rows of any charset, decoded first. */
    private static final class DecodedRows implements SourceRows {
        private final CsvRecords records;
        private final RowParser parser;

        DecodedRows(String file, InputStream bytes, CsvSource source) {
            this.records = new CsvRecords(file, bytes, source);
            if (!records.next()) {
                throw empty(file);
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
