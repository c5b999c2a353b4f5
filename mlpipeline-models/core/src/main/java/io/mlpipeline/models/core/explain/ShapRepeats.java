package io.mlpipeline.models.core.explain;

/** The splits at one place of a {@link ShapBlock} whose feature the path asked before: puts right what the loops over all trees wrote. */
final class ShapRepeats {
    private final int points;
    private final int[] lane;
    /** The levels above at which the path asked the feature, one bit each. */
    private final int[] levels;
    /** The path's ways there, 1 to the right. */
    private final int[] ways;
    /** For each split and point what replaces 1 - t where the row passed above, and after all of those what replaces the weight. */
    private final double[] factors;

    ShapRepeats(int points, int[] lane, int[] levels, int[] ways, double[] factors) {
        this.points = points;
        this.lane = lane;
        this.levels = levels;
        this.ways = ways;
        this.factors = factors;
    }

    /** Whether the row went the path's way at each split on the feature. */
    private boolean passed(int repeat, double[][] way) {
        boolean passed = true;
        for (int left = levels[repeat]; left != 0; left &= left - 1) {
            int level = Integer.numberOfTrailingZeros(left);
            passed &= way[level][lane[repeat]] == 1 - (ways[repeat] >> level & 1);
        }
        return passed;
    }

    private double rest(int repeat, int point, boolean passed) {
        return passed ? factors[2 * points * repeat + point] : 1;
    }

    private double weight(int repeat, int point, boolean passed) {
        return passed ? factors[2 * points * repeat + points + point] : 0;
    }

    void down(ShapBlock.Scratch scratch, int level) {
        double[][] above = scratch.above[level];
        double[][] next = scratch.above[level + 1];
        for (int i = 0; i < lane.length; i++) {
            int at = lane[i];
            boolean passed = passed(i, scratch.way);
            double way = scratch.way[level][at];
            double shift = scratch.shift[level][at];
            for (int q = 0; q < points; q++) {
                next[q][at] = above[q][at] * (way + rest(i, q, passed) * shift);
            }
        }
    }

    void up(ShapBlock.Scratch scratch, int level, double[][] below) {
        double[][] above = scratch.above[level];
        for (int i = 0; i < lane.length; i++) {
            int at = lane[i];
            boolean passed = passed(i, scratch.way);
            double way = scratch.way[level][at];
            double shift = scratch.shift[level][at];
            double sum = 0;
            for (int q = 0; q < points; q++) {
                double right = scratch.right[level + 1][q][at];
                double difference = scratch.left[level + 1][q][at] - right;
                sum += weight(i, q, passed) * above[q][at] * difference;
                below[q][at] = right + (way + rest(i, q, passed) * shift) * difference;
            }
            scratch.sums[at] = sum;
        }
    }

    void twig(ShapBlock.Scratch scratch, int level, double[][] below) {
        double[][] above = scratch.above[level];
        for (int i = 0; i < lane.length; i++) {
            int at = lane[i];
            boolean passed = passed(i, scratch.way);
            double sum = 0;
            for (int q = 0; q < points; q++) {
                sum += weight(i, q, passed) * above[q][at];
                below[q][at] = scratch.middle[at] + rest(i, q, passed) * scratch.difference[at];
            }
            scratch.sums[at] = sum;
        }
    }
}
