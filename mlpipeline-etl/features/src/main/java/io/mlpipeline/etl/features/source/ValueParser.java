package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Turns the text of one cell into a value. May keep state between calls; for one thread. */
interface ValueParser {

    /**
     * Parses one cell.
     *
     * @param text the cell, neither empty nor missing
     * @param into receives the value; left as it is on refusal
     * @param column the position in {@code into}
     * @return null if the text was understood, else why not, such as "not a number"
     */
    @Nullable
    String parse(String text, RowBuffer into, int column);

    /**
     * Parses one cell where it stands, if that is sure to give what its text would.
     *
     * @param bytes holds the cell
     * @param from its first byte
     * @param to behind its last byte; the cell is neither empty nor missing
     * @param charset what it is written in; bytes below 128 are ASCII
     * @param into receives the value; left as it is if this gives false
     * @param column the position in {@code into}
     * @return whether the cell was understood; if not, its text must be parsed
     */
    default boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
        return false;
    }

    /**
     * Takes a date and time without a zone.
     *
     * @param local the local time
     * @param into receives the value; left as it is on refusal
     * @param column the position in {@code into}
     * @return null if the time was understood, else why not
     */
    default @Nullable String accept(LocalDateTime local, RowBuffer into, int column) {
        return parse(local.toString(), into, column);
    }
}
