package io.mlpipeline.drift.anomaly;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/** Which values of a batch are outliers, and how far out each value lies. Immutable. */
public final class OutlierReport {
    private final int[] rows;
    private final double[] scores;

    private OutlierReport(int[] rows, double[] scores) {
        this.rows = rows;
        this.scores = scores;
    }

    static OutlierReport of(double[] scores, DoublePredicate outlying) {
        int[] rows = IntStream.range(0, scores.length)
                .filter(row -> !Double.isNaN(scores[row]) && outlying.test(scores[row]))
                .toArray();
        return new OutlierReport(rows, scores);
    }

    static OutlierReport ofRows(int[] rows, double[] scores) {
        return new OutlierReport(rows, scores);
    }

    /**
     * The outliers.
     *
     * @return their positions in the batch, ascending; a copy
     */
    public int[] rows() {
        return rows.clone();
    }

    /**
     * How far out a value lies, in the unit of the rule. Signed where the rule knows sides; infinite for an infinite value and where
     * everything else is constant.
     *
     * @param row a position in the batch, from 0
     * @return the score, NaN for a missing value
     */
    public double score(int row) {
        return scores[row];
    }

    @Override
    public String toString() {
        return rows.length + " outliers of " + scores.length + " values: " + Arrays.toString(rows);
    }
}
