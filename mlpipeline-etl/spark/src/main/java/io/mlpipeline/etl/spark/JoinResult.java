package io.mlpipeline.etl.spark;

/**
 * What came of a join.
 *
 * @param table the joined rows; lazy, as every table is
 * @param matched how many rows found a match
 * @param unmatched how many did not: kept with gaps by a left join, left out by an inner one
 */
public record JoinResult(SparkTable table, long matched, long unmatched) {}
