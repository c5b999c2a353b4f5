package io.mlpipeline.models.deep;

/**
 * A series and how many of its steps are known.
 *
 * @param series the series, from 0
 * @param origin the number of known steps
 */
record Sample(int series, int origin) {}
