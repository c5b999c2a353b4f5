package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.time.LocalDate;

/**
 * Computes features of some days from the rows of those days and a fixed number of days before them.
 *
 * <p>The result for a day must not depend on rows outside that window, nor on which other days are asked for: then computing
 * again what late rows touch gives what a run over everything gives, bit for bit. Safe for use by many threads.
 */
public interface Derivation {
    /**
     * What is computed and how: another text is another computation.
     *
     * @return the same text for the same computation
     */
    String definition();

    /**
     * The columns of the rows.
     *
     * @return the schema
     */
    Schema rowSchema();

    /**
     * The columns of the features.
     *
     * @return the schema
     */
    Schema featureSchema();

    /**
     * The column of the rows that says when each happened.
     *
     * @return the name of a date or timestamp column
     */
    String time();

    /**
     * The day that a time belongs to.
     *
     * @param time a value of a time column of rows or, if they hold timestamps, of features
     * @return the epoch day
     */
    long dayOf(long time);

    /**
     * How many days before a day its features look back.
     *
     * @return 0 or more
     */
    int reachDays();

    /**
     * Computes features.
     *
     * @param rows all rows of the days wanted and of {@link #reachDays()} days before them, in any order; maybe more
     * @param from the first day wanted
     * @param to the last day wanted
     * @return the features of these days alone, in any order
     */
    Frame derive(Frame rows, LocalDate from, LocalDate to);
}
