package io.mlpipeline.etl.features.source;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** One input file, wherever it lies; how an engine shows its file system to a {@link SourceReader}. */
public interface SourceFile {

    /**
     * The file as people write it.
     *
     * @return a name for messages and the quarantine
     */
    String name();

    /**
     * Opens the file as it is stored; what is compressed stays so.
     *
     * @return a channel to read from any position, to be closed by the caller
     * @throws IOException if it cannot be opened
     */
    SeekableByteChannel open() throws IOException;
}
