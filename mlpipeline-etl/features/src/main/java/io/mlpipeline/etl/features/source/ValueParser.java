package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
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
