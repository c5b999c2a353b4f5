package io.mlpipeline.etl.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * The end of a file with its lists of encodings in one order. Parquet's writer takes them out of hash sets of enum constants,
 * whose order is another one in every process, so that equal rows would give equal bytes only within one.
 */
final class Footer {
    /** The length of the metadata, four bytes, and the four bytes that end every file. */
    private static final int END = 8;

    private Footer() {}

    /**
     * Puts the lists in order.
     *
     * @param tail the end of a file: any bytes, the metadata, its length, the magic number
     */
    static byte[] inOrder(byte[] tail) {
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - END);
        int start = tail.length - END - length;
        ByteArrayOutputStream ordered = new ByteArrayOutputStream(length);
        try {
            FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(tail, start, length));
            for (RowGroup group : metadata.getRow_groups()) {
                group.getColumns().stream().map(ColumnChunk::getMeta_data).forEach(Footer::order);
            }
            Util.writeFileMetaData(metadata, ordered);
        } catch (IOException e) {
            throw new UncheckedIOException("A footer in memory is always readable", e);
        }
        ByteBuffer end = ByteBuffer.allocate(start + ordered.size() + END).order(ByteOrder.LITTLE_ENDIAN);
        end.put(tail, 0, start).put(ordered.toByteArray()).putInt(ordered.size());
        return end.put(tail, tail.length - Integer.BYTES, Integer.BYTES).array();
    }

    private static void order(ColumnMetaData column) {
        column.getEncodings().sort(Comparator.naturalOrder());
        if (column.isSetEncoding_stats()) {
            column.getEncoding_stats()
                    .sort(Comparator.comparing(PageEncodingStats::getPage_type)
                            .thenComparing(PageEncodingStats::getEncoding));
        }
    }
}
