package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.source.FrameFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** The ways to write a table to a file that this engine knows by itself. */
public enum FileFormat implements FrameFormat {
    /**
     * RFC 4180 with a header line, in UTF-8, lines ending in LF, every field quoted but missing ones, which are empty. Dates
     * are written as {@code 2011-12-09}, timestamps as {@code 2011-12-09T08:26:00.000000Z}.
     */
    CSV {
        @Override
        public void write(Frame rows, OutputStream into) throws IOException {
            CsvText.write(rows, into);
        }
    },
    /** {@link #CSV} compressed with gzip; it is read back from a file whose name ends in {@code .gz}. */
    CSV_GZIP {
        @Override
        public void write(Frame rows, OutputStream into) throws IOException {
            try (GZIPOutputStream compressed = new GZIPOutputStream(into, 1 << 16)) {
                CsvText.write(rows, compressed);
            }
        }
    }
}
