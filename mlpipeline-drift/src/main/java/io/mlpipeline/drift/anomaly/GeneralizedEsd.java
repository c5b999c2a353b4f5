package io.mlpipeline.drift.anomaly;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;

/** Rosner's test for several outliers. */
record GeneralizedEsd(int most, double significance) implements OutlierRule {
    private static final int FEWEST_LEFT = 4;

    GeneralizedEsd {
        Limits.atLeast("number of outliers", 1, most);
        if (!(significance > 0 && significance < 1)) {
            throw new IllegalArgumentException("The significance must be above 0 and below 1, got " + significance);
        }
    }

    @Override
    public OutlierReport judge(double[] values) {
        int[] left = IntStream.range(0, values.length)
                .filter(row -> Double.isFinite(values[row]))
                .toArray();
        double[] scores = Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? 0 : value)
                .toArray();
        int[] removed = new int[Math.min(most, left.length)];
        int outliers = 0;
        int rounds = 0;
        int all = left.length;
        while (rounds < most && left.length >= FEWEST_LEFT) {
            Extreme extreme = extreme(values, left);
            if (extreme.score() == 0) {
                break;
            }
            scores[extreme.row()] = extreme.score();
            removed[rounds++] = extreme.row();
            left = without(left, extreme.row());
            outliers = extreme.score() > critical(all, rounds) ? rounds : outliers;
        }
        IntStream infinite = IntStream.range(0, values.length).filter(row -> Double.isInfinite(values[row]));
        int[] rows = IntStream.concat(Arrays.stream(removed, 0, outliers), infinite)
                .sorted()
                .toArray();
        return OutlierReport.ofRows(rows, scores);
    }

    /** The value farthest from the mean of those left, in their standard deviations. */
    private record Extreme(int row, double score) {}

    private static Extreme extreme(double[] values, int[] left) {
        double mean =
                Arrays.stream(left).mapToDouble(row -> values[row]).average().orElse(0);
        double squares = 0;
        int farthest = left[0];
        for (int row : left) {
            double distance = values[row] - mean;
            squares += distance * distance;
            farthest = Math.abs(distance) > Math.abs(values[farthest] - mean) ? row : farthest;
        }
        double deviation = Math.sqrt(squares / (left.length - 1));
        return new Extreme(farthest, deviation == 0 ? 0 : Math.abs(values[farthest] - mean) / deviation);
    }

    private static int[] without(int[] rows, int gone) {
        return Arrays.stream(rows).filter(row -> row != gone).toArray();
    }

    /** The critical value of the test's round i for n values. */
    private double critical(int n, int i) {
        double share = 1 - significance / (2.0 * (n - i + 1));
        double t = new TDistribution(null, n - i - 1).inverseCumulativeProbability(share);
        return (n - i) * t / Math.sqrt((n - i - 1 + t * t) * (n - i + 1));
    }
}
