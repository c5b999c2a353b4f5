package io.mlpipeline.etl.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ParquetFileWriter;

/** Writes the pages of one column in one row group. Not thread-safe. */
final class ChunkWriting {
    private static final int ROWS_PER_PAGE = 1 << 16;
    private static final int RUN_BYTES = 1 << 10;
    private static final int PAGE_BYTES = 1 << 16;

    private final ParquetFileWriter file;
    private final ColumnDescriptor column;
    private final BytesInputCompressor compressor;
    private final PlainBytes body = new PlainBytes(PAGE_BYTES);
    private int[] numbers = new int[0];

    ChunkWriting(ParquetFileWriter file, ColumnDescriptor column, BytesInputCompressor compressor) {
        this.file = file;
        this.column = column;
        this.compressor = compressor;
    }

    void write(Chunk chunk) throws IOException {
        numbers = new int[Math.min(chunk.size(), ROWS_PER_PAGE)];
        if (chunk.hasDictionary()) {
            body.clear();
            chunk.dictionary(body);
            BytesInput compressed = compressor.compress(body.input());
            file.writeDictionaryPage(new DictionaryPage(compressed, body.size(), chunk.distinct(), Encoding.PLAIN));
        }
        for (int from = 0; from < chunk.size(); from += ROWS_PER_PAGE) {
            page(chunk, from, Math.min(chunk.size(), from + ROWS_PER_PAGE));
        }
    }

    private void page(Chunk chunk, int from, int to) throws IOException {
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        body.clear();
        statistics.incrementNumNulls(levels(chunk, from, to));
        values(chunk, from, to);
        chunk.extremes(from, to, statistics);
        int rows = to - from;
        file.writeDataPage(
                rows,
                body.size(),
                compressor.compress(body.input()),
                statistics,
                rows,
                Encoding.RLE,
                Encoding.RLE,
                chunk.hasDictionary() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
    }

    /** Which values are there, with their length before them; says how many are not. */
    private int levels(Chunk chunk, int from, int to) {
        int missing = chunk.levels(from, to, numbers);
        PlainBytes runs = new PlainBytes(RUN_BYTES);
        Runs.write(numbers, to - from, 1, runs);
        body.addSized(runs);
        return missing;
    }

    private void values(Chunk chunk, int from, int to) {
        if (!chunk.hasDictionary()) {
            chunk.plain(from, to, body);
            return;
        }
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, chunk.distinct() - 1));
        body.addByte(width);
        Runs.write(numbers, chunk.ids(from, to, numbers), width, body);
    }
}
