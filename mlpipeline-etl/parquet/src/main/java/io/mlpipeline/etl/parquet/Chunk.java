package io.mlpipeline.etl.parquet;

import org.apache.parquet.column.statistics.Statistics;

/** The values of one column in one row group, by row number in the group. Not thread-safe. */
interface Chunk {

    /** How many rows. */
    int size();

    boolean isMissing(int row);

    /** Whether the values are given once in {@link #dictionary} and by their {@link #id} after that. */
    boolean hasDictionary();

    /** How many distinct values there are. */
    int distinct();

    /** The dictionary's entry of a row's value, which is not missing. */
    int id(int row);

    /** Appends all entries of the dictionary in plain form. */
    void dictionary(PlainBytes into);

    /** Appends the values of some rows in plain form, missing ones left out. */
    void plain(int from, int to, PlainBytes into);

    /** Tells the smallest and the largest value of some rows. */
    void extremes(int from, int to, Statistics<?> into);
}
