package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.Frame;
import java.io.IOException;
import java.io.OutputStream;

/** A way to write rows to a file. Thread-safe. */
public interface FrameFormat {

    /**
     * Writes all rows; equal rows give equal bytes.
     *
     * @param rows the rows
     * @param into receives the file, unbuffered; the caller closes it, if the format hasn't yet
     * @throws IOException if {@code into} takes no more
     * @throws IllegalArgumentException if the format can't hold a value; the message names it
     */
    void write(Frame rows, OutputStream into) throws IOException;
}
