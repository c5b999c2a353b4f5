package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.ParquetSource;
import io.mlpipeline.etl.features.source.SourceFile;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Reads Parquet files; parts are runs of row groups, by their numbers. */
public final class ParquetSourceReader implements SourceReader {

    /** Made by {@link java.util.ServiceLoader}. */
    public ParquetSourceReader() {}

    @Override
    public boolean reads(FileSource source) {
        return source instanceof ParquetSource;
    }

    @Override
    public List<FilePart> parts(SourceFile file, FileSource source, long size) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            return parts(reader.getRowGroups(), size);
        } catch (InvalidDataException e) {
            return List.of(FilePart.WHOLE);
        }
    }

    private static List<FilePart> parts(List<BlockMetaData> groups, long size) {
        List<FilePart> parts = new ArrayList<>();
        int start = 0;
        long row = 1;
        long first = 1;
        long bytes = 0;
        for (int group = 0; group < groups.size(); group++) {
            bytes += groups.get(group).getCompressedSize();
            row += groups.get(group).getRowCount();
            if (bytes >= size) {
                parts.add(new FilePart(start, group + 1L, first));
                start = group + 1;
                first = row;
                bytes = 0;
            }
        }
        if (start < groups.size() || parts.isEmpty()) {
            parts.add(new FilePart(start, groups.size(), first));
        }
        return List.copyOf(parts);
    }

    @Override
    public SourceRows open(SourceFile file, FilePart part, FileSource source) throws IOException {
        ParquetFileReader reader = open(file);
        try {
            return new ParquetRows(file.name(), reader, part, source.schema());
        } catch (InvalidDataException e) {
            reader.close();
            throw e;
        }
    }

    static ParquetFileReader open(SourceFile file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build();
        try {
            return ParquetFileReader.open(new ChannelInput(file), options);
        } catch (RuntimeException e) {
            throw new InvalidDataException(
                    file.name() + " is not a Parquet file, or was cut off (" + e.getMessage() + "). Write it anew", e);
        }
    }
}
