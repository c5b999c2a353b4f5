package io.mlpipeline.etl.local;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How a table is written to a file. */
public enum FileFormat {
    /**
     * RFC 4180 with a header line, in UTF-8, lines ending in LF, every field quoted but missing ones, which are empty. Dates
     * are written as {@code 2011-12-09}, timestamps as {@code 2011-12-09T08:26:00.000000Z}.
     */
    CSV,
    /** {@link #CSV} compressed with gzip; it is read back from a file whose name ends in {@code .gz}. */
    CSV_GZIP {
        @Override
        OutputStream encode(OutputStream bytes) throws IOException {
            return new GZIPOutputStream(bytes, 1 << 16);
        }
    };

    OutputStream encode(OutputStream bytes) throws IOException {
        return bytes;
    }
}
