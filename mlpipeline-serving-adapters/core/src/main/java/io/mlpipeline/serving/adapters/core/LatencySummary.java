package io.mlpipeline.serving.adapters.core;

import java.time.Duration;

/**
 * How long calls took. Quantiles are at most 6.25 % too high and never too low.
 *
 * @param calls the number of calls
 * @param p50 half of the calls took at most so long; zero without calls, as are the others
 * @param p95 95 % of the calls took at most so long
 * @param p99 99 % of the calls took at most so long
 * @param max no call took longer than this
 */
public record LatencySummary(long calls, Duration p50, Duration p95, Duration p99, Duration max) {}
