package io.mlpipeline.etl.features.source;

import java.io.IOException;
import java.util.List;

/** Reads the files of one kind of source; found by {@link java.util.ServiceLoader}. Thread-safe. */
public interface SourceReader {

    /**
     * Whether this is the reader for a source.
     *
     * @param source any source
     * @return true for one reader on the class path
     */
    boolean reads(FileSource source);

    /**
     * Cuts a file into parts that can be read at the same time. Parts follow each other and together give the rows of the
     * whole, with the same lines.
     *
     * @param file the file
     * @param source a source that this reader reads
     * @param size how many stored bytes a part should have, about
     * @return at least one part; a file at fault may be one part, which fails when it is read
     * @throws IOException if the file cannot be read
     */
    List<FilePart> parts(SourceFile file, FileSource source, long size) throws IOException;

    /**
     * Opens a part of a file.
     *
     * @param file the file
     * @param part one of its parts
     * @param source a source that this reader reads
     * @return its rows, to be closed by the caller
     * @throws IOException if the file cannot be read
     * @throws io.mlpipeline.api.error.InvalidDataException if it is not what the source declares
     */
    SourceRows open(SourceFile file, FilePart part, FileSource source) throws IOException;

    /**
     * The reader on the class path for a source.
     *
     * @param source any source
     * @return its reader
     * @throws IllegalStateException if there is none; the message says which module to add
     */
    static SourceReader of(FileSource source) {
        return SourceReaders.find(source);
    }
}
