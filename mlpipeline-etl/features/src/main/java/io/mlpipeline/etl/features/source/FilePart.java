package io.mlpipeline.etl.features.source;

import java.io.Serializable;

/**
 * A part of a file that one thread or task reads; which rows belong to it depends on the file's contents alone.
 *
 * @param start where it begins, in the reader's own unit
 * @param end where the next part begins
 * @param line the line or row number of its first row, from 1
 */
public record FilePart(long start, long end, long line) implements Serializable {
    /** All of a file that is not cut. */
    public static final FilePart WHOLE = new FilePart(0, Long.MAX_VALUE, 1);
}
