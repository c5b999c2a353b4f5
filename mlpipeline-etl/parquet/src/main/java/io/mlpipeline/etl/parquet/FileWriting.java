package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** Writes one file, a row group at a time and in it a column at a time. Not thread-safe. */
final class FileWriting implements AutoCloseable {
    private static final long ANY_SIZE = Long.MAX_VALUE;

    private final Schema schema;
    private final MessageType layout;
    private final BytesInputCompressor compressor;
    private final StreamOutput output;
    private final ParquetFileWriter file;

    FileWriting(Schema schema, Compression compression, OutputStream into) throws IOException {
        this.schema = schema;
        this.layout = Layout.of(schema);
        this.compressor = new Codecs().getCompressor(compression.codec());
        this.output = new StreamOutput(into);
        this.file = new ParquetFileWriter(
                output,
                layout,
                ParquetFileWriter.Mode.CREATE,
                ANY_SIZE,
                0,
                null, // no encryption
                ParquetProperties.builder().build());
        file.start();
    }

    void group(Frame rows, int from, int count) throws IOException {
        file.startBlock(count);
        for (int column = 0; column < schema.size(); column++) {
            ColumnDescriptor descriptor = layout.getColumns().get(column);
            file.startColumn(descriptor, count, compressor.getCodecName());
            new ChunkWriting(file, descriptor, compressor).write(chunk(rows, column, from, count));
            file.endColumn();
        }
        file.endBlock();
    }

    private Chunk chunk(Frame rows, int column, int from, int count) {
        return schema.column(column).type() == ColumnType.TEXT
                ? TextChunk.of(rows, column, from, count)
                : FixedChunk.of(rows, column, from, count);
    }

    void end() throws IOException {
        output.holdBack();
        file.end(Map.of());
        output.release(Footer::inOrder);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
