package io.mlpipeline.benchmarks.scoring;

/** One way to score the rows of a {@link ScoringData}. A score is the prediction, or the probability of the last class. Not thread-safe. */
interface Scorer extends AutoCloseable {
    /** The library and the call. */
    String name();

    /** Scores a row, given by its number. */
    double score(int row) throws Exception;

    /** Scores the rows from one number on; returns the sum of what the first and the last one score. */
    double scoreBatch(int first, int count) throws Exception;

    @Override
    default void close() throws Exception {}
}
