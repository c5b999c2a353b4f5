package io.mlpipeline.benchmarks.harness;

/**
 * One of the ways to do a thing.
 *
 * @param name what the table calls it
 * @param workload the way
 */
public record Variant(String name, Workload workload) {}
