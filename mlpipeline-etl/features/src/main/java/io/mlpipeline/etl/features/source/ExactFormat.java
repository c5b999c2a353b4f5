package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.io.IOException;

/**
 * A format whose files are read back as they were written, bit for bit: for files between runs of this library, where a source
 * is for files of others, whose values are parsed, judged and made uniform. Thread-safe.
 */
public interface ExactFormat extends FrameFormat {

    /**
     * How the names of such files end.
     *
     * @return an ending such as {@code .parquet}
     */
    String ending();

    /**
     * Reads all rows of a file that {@link #write} wrote.
     *
     * @param file the file
     * @param schema the columns that were written
     * @return the rows in their order
     * @throws IOException if the file cannot be read
     * @throws io.mlpipeline.api.error.InvalidDataException if it holds other columns, or is no such file; the message names it
     */
    Frame read(SourceFile file, Schema schema) throws IOException;
}
