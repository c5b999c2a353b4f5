package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.JsonLinesSource;
import io.mlpipeline.etl.features.source.SourceFile;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.util.List;

/** Reads files of one JSON object a line; a file is one part. */
public final class JsonSourceReader implements SourceReader {

    /** Made by {@link java.util.ServiceLoader}. */
    public JsonSourceReader() {}

    @Override
    public boolean reads(FileSource source) {
        return source instanceof JsonLinesSource;
    }

    @Override
    public List<FilePart> parts(SourceFile file, FileSource source, long size) {
        return List.of(FilePart.WHOLE);
    }

    @Override
    public SourceRows open(SourceFile file, FilePart part, FileSource source) throws IOException {
        ByteLines lines = new ByteLines(file.name(), FileBytes.open(file));
        if (!lines.next()) {
            lines.close();
            throw new InvalidDataException(file.name() + " is empty: it has not one line");
        }
        return new JsonRows(lines, (JsonLinesSource) source);
    }
}
