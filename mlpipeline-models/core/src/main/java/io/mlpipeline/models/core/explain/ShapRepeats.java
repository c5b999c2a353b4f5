package io.mlpipeline.models.core.explain;

/** The splits at one place of a {@link ShapBlock} whose feature the path asked before: puts right what the loops over all trees wrote. */
final class ShapRepeats {
    private final int points;
    private final int[] lane;
    /** The level above at which the path asked the feature last. */
    private final int[] level;
    /** The path's way there, 1 to the right. */
    private final int[] way;
    /** For each split where its factors begin, of those for rows that passed above; those for rows that failed begin at 0. */
    private final int[] factor;
    /** Each time what replaces 1 - t at each point, then what replaces the weights. */
    private final double[] factors;

    ShapRepeats(int points, int[] lane, int[] level, int[] way, int[] factor, double[] factors) {
        this.points = points;
        this.lane = lane;
        this.level = level;
        this.way = way;
        this.factor = factor;
        this.factors = factors;
    }

    /** Notes whether the row passed the earlier splits on the feature; returns where the split's factors begin. No branch: none could be guessed. */
    private int pass(int repeat, int at, ShapBlock.Scratch scratch, int[] alive) {
        int before = level[repeat];
        int passed = scratch.alive[before][at] & ((int) scratch.way[before][at] ^ way[repeat]);
        alive[at] = passed;
        return factor[repeat] & -passed;
    }

    void down(ShapBlock.Scratch scratch, int here) {
        double[][] above = scratch.above[here];
        double[][] next = scratch.above[here + 1];
        for (int i = 0; i < lane.length; i++) {
            int at = lane[i];
            int rest = pass(i, at, scratch, scratch.alive[here]);
            double goes = scratch.way[here][at];
            double shift = scratch.shift[here][at];
            for (int q = 0; q < points; q++) {
                next[q][at] = above[q][at] * (goes + factors[rest + q] * shift);
            }
        }
    }

    void up(ShapBlock.Scratch scratch, int here, double[][] below) {
        double[][] above = scratch.above[here];
        double[][] left = scratch.left[here + 1];
        double[][] right = scratch.right[here + 1];
        for (int i = 0; i < lane.length; i++) {
            int at = lane[i];
            int rest = factor[i] & -scratch.alive[here][at];
            double goes = scratch.way[here][at];
            double shift = scratch.shift[here][at];
            double sum = 0;
            for (int q = 0; q < points; q++) {
                double difference = left[q][at] - right[q][at];
                sum += factors[rest + points + q] * above[q][at] * difference;
                below[q][at] = right[q][at] + (goes + factors[rest + q] * shift) * difference;
            }
            scratch.sums[at] = sum;
        }
    }

    void twig(ShapBlock.Scratch scratch, int here, double[][] below) {
        double[][] above = scratch.above[here];
        for (int i = 0; i < lane.length; i++) {
            int at = lane[i];
            int rest = pass(i, at, scratch, scratch.alive[here]);
            double sum = 0;
            for (int q = 0; q < points; q++) {
                sum += factors[rest + points + q] * above[q][at];
                below[q][at] = scratch.middle[at] + factors[rest + q] * scratch.difference[at];
            }
            scratch.sums[at] = sum;
        }
    }
}
