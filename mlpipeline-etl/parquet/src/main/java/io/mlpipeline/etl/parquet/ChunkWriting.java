package io.mlpipeline.etl.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Writes the pages of one column in one row group. Not thread-safe. */
final class ChunkWriting {
    private static final int ROWS_PER_PAGE = 1 << 16;
    private static final int RUN_BYTES = 1 << 12;
    private static final int LARGEST_RUN = 1 << 24;

    private final ParquetFileWriter file;
    private final ColumnDescriptor column;
    private final BytesInputCompressor compressor;
    private final PlainBytes plain = new PlainBytes();

    ChunkWriting(ParquetFileWriter file, ColumnDescriptor column, BytesInputCompressor compressor) {
        this.file = file;
        this.column = column;
        this.compressor = compressor;
    }

    void write(Chunk chunk) throws IOException {
        if (chunk.hasDictionary()) {
            chunk.dictionary(plain);
            BytesInput compressed = compressor.compress(plain.input());
            file.writeDictionaryPage(new DictionaryPage(compressed, plain.size(), chunk.distinct(), Encoding.PLAIN));
        }
        for (int from = 0; from < chunk.size(); from += ROWS_PER_PAGE) {
            page(chunk, from, Math.min(chunk.size(), from + ROWS_PER_PAGE));
        }
    }

    private void page(Chunk chunk, int from, int to) throws IOException {
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        BytesInput body = BytesInput.concat(levels(chunk, from, to, statistics), values(chunk, from, to));
        chunk.extremes(from, to, statistics);
        int rows = to - from;
        file.writeDataPage(
                rows,
                Math.toIntExact(body.size()),
                compressor.compress(body),
                statistics,
                rows,
                Encoding.RLE,
                Encoding.RLE,
                chunk.hasDictionary() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
    }

    /** Which values are there, with their length before them. */
    private static BytesInput levels(Chunk chunk, int from, int to, Statistics<?> statistics) throws IOException {
        int missing = 0;
        try (RunLengthBitPackingHybridEncoder runs = runs(1)) {
            for (int row = from; row < to; row++) {
                boolean isMissing = chunk.isMissing(row);
                missing += isMissing ? 1 : 0;
                runs.writeInt(isMissing ? 0 : 1);
            }
            statistics.incrementNumNulls(missing);
            byte[] bytes = Codecs.bytes(runs.toBytes());
            return BytesInput.concat(BytesInput.fromInt(bytes.length), BytesInput.from(bytes));
        }
    }

    private BytesInput values(Chunk chunk, int from, int to) throws IOException {
        if (!chunk.hasDictionary()) {
            plain.clear();
            chunk.plain(from, to, plain);
            return plain.input();
        }
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, chunk.distinct() - 1));
        try (RunLengthBitPackingHybridEncoder runs = runs(width)) {
            for (int row = from; row < to; row++) {
                if (!chunk.isMissing(row)) {
                    runs.writeInt(chunk.id(row));
                }
            }
            byte[] bytes = Codecs.bytes(runs.toBytes());
            return BytesInput.concat(BytesInput.from(new byte[] {(byte) width}), BytesInput.from(bytes));
        }
    }

    private static RunLengthBitPackingHybridEncoder runs(int width) {
        return new RunLengthBitPackingHybridEncoder(
                width, RUN_BYTES, LARGEST_RUN, HeapByteBufferAllocator.getInstance());
    }
}
