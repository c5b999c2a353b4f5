package io.mlpipeline.etl.parquet;

import org.apache.parquet.column.statistics.Statistics;

/** The values of one column in one row group, by row number in the group. Not thread-safe. */
interface Chunk {

    /** How many rows. */
    int size();

    /** Writes for each row in a range 1 if it has a value and 0 if not; returns how many have none. */
    int levels(int from, int to, int[] into);

    /** Whether the values are given once in {@link #dictionary} and by their {@link #ids} after that. */
    boolean hasDictionary();

    /** How many distinct values there are. */
    int distinct();

    /** Writes the dictionary's entries of the values in a range of rows; returns how many values there are. */
    int ids(int from, int to, int[] into);

    /** Appends all entries of the dictionary in plain form. */
    void dictionary(PlainBytes into);

    /** Appends the values of some rows in plain form, missing ones left out. */
    void plain(int from, int to, PlainBytes into);

    /** Tells the smallest and the largest value of some rows. */
    void extremes(int from, int to, Statistics<?> into);
}
