package io.mlpipeline.etl.local;

/**
 * What came of a join.
 *
 * @param table the joined rows, in the order of the rows that were joined
 * @param matched how many rows found a match
 * @param unmatched how many did not: kept with gaps by a left join, left out by an inner one
 */
public record JoinResult(LocalTable table, long matched, long unmatched) {}
