package io.mlpipeline.drift;

/**
 * The outcome of one test.
 *
 * @param test which test
 * @param statistic its statistic; may be infinite
 * @param pValue its own p-value, not adjusted for the other tests
 */
public record Evidence(TestKind test, double statistic, double pValue) {}
