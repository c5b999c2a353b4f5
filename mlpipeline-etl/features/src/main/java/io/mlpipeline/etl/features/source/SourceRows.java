package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.quality.Violation;
import java.io.Closeable;
import java.util.List;

/**
 * The rows of a part of a source, one after the other, typed, with a reason for every refused cell.
 *
 * <p>Failures are {@link io.mlpipeline.api.error.InvalidDataException}s that name the file and the line. Not thread-safe.
 */
public interface SourceRows extends Closeable {

    /**
     * Moves to the next row.
     *
     * @param into receives its values; every column is set, those refused to missing
     * @param violations receives one entry a refused cell, or a single one if the row as a whole is refused
     * @return false at the end, with nothing changed
     * @throws io.mlpipeline.api.error.InvalidDataException if the source cannot be read on
     */
    boolean next(RowBuffer into, List<Violation> violations);

    /**
     * The line where the current row begins, or its number where there are no lines.
     *
     * @return 1 or more
     */
    long line();

    /**
     * The current row as it stands in the source.
     *
     * @return its text
     */
    String raw();
}
