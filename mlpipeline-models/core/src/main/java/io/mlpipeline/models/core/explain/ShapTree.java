package io.mlpipeline.models.core.explain;

import io.mlpipeline.models.core.model.Tree;
import java.util.Arrays;

/**
 * One tree, made ready to share its prediction out among the features. Safe for use by many threads.
 *
 * <p>For a leaf of value v, with m distinct features on its path, the Shapley value of feature i is
 *
 * <pre>v (o_i - z_i) * integral over t from 0 to 1 of the product over j other than i of (t o_j + (1 - t) z_j)</pre>
 *
 * where o_j is 1 if the row goes the path's way at every split on j and 0 if not, and z_j is the share of the training data that
 * does, given that it came so far: the integral of t^s (1 - t)^(m - 1 - s) is the Shapley weight s! (m - 1 - s)! / m!. The integrand
 * is a polynomial of degree m - 1, so m / 2 Gauss points give the integral exactly, and at each point w t the products of all leaves
 * are had by one pass down the tree and one up. At a split with hot child h, where the row goes, and cold child c, which gets the
 * share z of the data, both collapse to
 *
 * <pre>above(c) = above z (1 - t),  above(h) = above - above(c),  below = below(h) - z (1 - t) (below(h) - below(c))</pre>
 *
 * and the contribution of the split's feature to {@code w z above (below(h) - below(c))}. Where the path asked the feature before
 * and the row passed, with a share p of the data, that feature's factor is replaced: with f = t + (1 - t) p, 1 - t becomes
 * (1 - t) p / f and w becomes w p / f^2. Where the row failed there, 1 - t becomes 1, and nothing is contributed.
 *
 * <p>Splits are laid out so that no step depends on a branch: first those with a split below, then those with two leaves. Cost: about
 * 6 multiplications a split and point; the recursion of the paper grows with the square of the depth.
 *
 * <p>Source of the value that is computed: S. Lundberg et al., From local explanations to global understanding with explainable AI
 * for trees, Nature Machine Intelligence 2 (2020), algorithm 1 (path-dependent).
 */
final class ShapTree {
    static final int PASSED = 2;

    private final double mean;
    private final int points;
    private final int splits;
    /** Splits below this one have a split below them, from it on two leaves. */
    private final int twigs;
    /** Twice the column, plus one where missing values go left. */
    private final int[] slot;

    private final int[] threshold;
    /** The left and the right child, as a place among the products; unused for twigs. */
    private final int[] child;
    /** The share of the data that goes left. */
    private final double[] left;
    /** For twigs, from the first one on: the left and the right leaf. */
    private final float[] leaf;
    /** The last split on the same feature above, doubled, plus the way there by which a row passes it. */
    private final int[] previous;
    /** Where the factors of a split begin for rows that passed above, first 1 - t, then w; those for rows that failed begin at 0. */
    private final int[] factor;

    private final double[] factors;
    /** The leaves beside splits: their values, held behind the splits' products. */
    private final double[] lone;

    private ShapTree(ShapTreeLayout layout, double mean) {
        this.mean = mean;
        this.points = layout.points();
        this.splits = layout.splits();
        this.twigs = layout.twigs();
        this.slot = layout.slot();
        this.threshold = layout.threshold();
        this.child = layout.child();
        this.left = layout.left();
        this.leaf = layout.leaf();
        this.previous = layout.previous();
        this.factor = layout.factor();
        this.factors = layout.factors();
        this.lone = layout.lone();
    }

    static ShapTree of(Tree tree, ShapColumns columns) {
        return new ShapTree(new ShapTreeLayout(tree, columns), TreeShares.mean(tree));
    }

    /** What the tree predicts on average. */
    double mean() {
        return mean;
    }

    /** How many doubles a scratch needs. */
    int scratch() {
        return points * (splits + lone.length);
    }

    int splits() {
        return splits;
    }

    /**
     * Adds the contributions of one row.
     *
     * @param keys the row's {@link ShapColumns#keys}
     * @param out receives one value a column, added to what is there
     * @param work at least {@link #scratch()} doubles
     * @param ways at least {@code splits() + 1} bytes
     */
    void add(int[] keys, double[] out, double[] work, byte[] ways) {
        if (splits == 0) {
            return;
        }
        walk(keys, ways);
        Arrays.fill(work, 0, points, 1);
        switch (points) {
            case 3 -> {
                down3(work, ways);
                fillLone(work);
                twigs3(out, work, ways);
                up3(out, work, ways);
            }
            case 4 -> {
                down4(work, ways);
                fillLone(work);
                twigs4(out, work, ways);
                up4(out, work, ways);
            }
            default -> {
                down(work, ways);
                fillLone(work);
                twigs(out, work, ways);
                up(out, work, ways);
            }
        }
    }

    /** The way of the row at each split, 1 to the right, and whether it passed the earlier splits on the feature. */
    private void walk(int[] keys, byte[] ways) {
        ways[splits] = PASSED;
        for (int split = 0; split < splits; split++) {
            int right = 1 - (int) ((long) keys[slot[split]] - threshold[split] >>> 63);
            int before = previous[split];
            int passed = (ways[before >> 1] ^ (PASSED | before & 1)) - 1 >> 31;
            ways[split] = (byte) (right | passed & PASSED);
        }
    }

    /** From the root down: the product above each split and lone leaf. */
    private void down(double[] work, byte[] ways) {
        int points = this.points;
        for (int split = 0; split < twigs; split++) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * points;
            int hotTo = child[2 * split + way] * points;
            int coldTo = child[2 * split + 1 - way] * points;
            for (int q = 0; q < points; q++) {
                double above = work[from + q];
                double aboveCold = above * share * factors[rest + q];
                work[hotTo + q] = above - aboveCold;
                work[coldTo + q] = aboveCold;
            }
        }
    }

    private void fillLone(double[] work) {
        int at = splits * points;
        for (double value : lone) {
            Arrays.fill(work, at, at + points, value);
            at += points;
        }
    }

    /** Splits with two leaves, for which both passes are one; leaves what lies below in the place of what lies above. */
    private void twigs(double[] out, double[] work, byte[] ways) {
        int points = this.points;
        for (int split = twigs; split < splits; split++) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            double hot = leaf[2 * (split - twigs) + way];
            double difference = (hot - leaf[2 * (split - twigs) + 1 - way]) * share;
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * points;
            double sum = 0;
            for (int q = 0; q < points; q++) {
                sum += factors[rest + points + q] * work[from + q];
                work[from + q] = hot - factors[rest + q] * difference;
            }
            out[slot[split] >> 1] += sum * difference;
        }
    }

    /** From the twigs up: adds the contribution of each split, and leaves what lies below it. */
    private void up(double[] out, double[] work, byte[] ways) {
        int points = this.points;
        for (int split = twigs - 1; split >= 0; split--) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * points;
            int hotFrom = child[2 * split + way] * points;
            int coldFrom = child[2 * split + 1 - way] * points;
            double sum = 0;
            for (int q = 0; q < points; q++) {
                double hot = work[hotFrom + q];
                double difference = (hot - work[coldFrom + q]) * share;
                sum += factors[rest + points + q] * work[from + q] * difference;
                work[from + q] = hot - factors[rest + q] * difference;
            }
            out[slot[split] >> 1] += sum;
        }
    }

    // The same for the usual depths, written out: the compiler keeps the points in registers, which takes a third off.

    private void down3(double[] work, byte[] ways) {
        for (int split = 0; split < twigs; split++) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * 3;
            int hotTo = child[2 * split + way] * 3;
            int coldTo = child[2 * split + 1 - way] * 3;
            double above0 = work[from + 0];
            double cold0 = above0 * share * factors[rest + 0];
            double above1 = work[from + 1];
            double cold1 = above1 * share * factors[rest + 1];
            double above2 = work[from + 2];
            double cold2 = above2 * share * factors[rest + 2];
            work[hotTo + 0] = above0 - cold0;
            work[coldTo + 0] = cold0;
            work[hotTo + 1] = above1 - cold1;
            work[coldTo + 1] = cold1;
            work[hotTo + 2] = above2 - cold2;
            work[coldTo + 2] = cold2;
        }
    }

    private void twigs3(double[] out, double[] work, byte[] ways) {
        for (int split = twigs; split < splits; split++) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            double hot = leaf[2 * (split - twigs) + way];
            double difference = (hot - leaf[2 * (split - twigs) + 1 - way]) * share;
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * 3;
            double sum = factors[rest + 3] * work[from]
                    + factors[rest + 4] * work[from + 1]
                    + factors[rest + 5] * work[from + 2];
            work[from + 0] = hot - factors[rest + 0] * difference;
            work[from + 1] = hot - factors[rest + 1] * difference;
            work[from + 2] = hot - factors[rest + 2] * difference;
            out[slot[split] >> 1] += sum * difference;
        }
    }

    private void up3(double[] out, double[] work, byte[] ways) {
        for (int split = twigs - 1; split >= 0; split--) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * 3;
            int hotFrom = child[2 * split + way] * 3;
            int coldFrom = child[2 * split + 1 - way] * 3;
            double hot0 = work[hotFrom + 0];
            double difference0 = (hot0 - work[coldFrom + 0]) * share;
            double hot1 = work[hotFrom + 1];
            double difference1 = (hot1 - work[coldFrom + 1]) * share;
            double hot2 = work[hotFrom + 2];
            double difference2 = (hot2 - work[coldFrom + 2]) * share;
            double sum = factors[rest + 3] * work[from + 0] * difference0
                    + factors[rest + 4] * work[from + 1] * difference1
                    + factors[rest + 5] * work[from + 2] * difference2;
            work[from + 0] = hot0 - factors[rest + 0] * difference0;
            work[from + 1] = hot1 - factors[rest + 1] * difference1;
            work[from + 2] = hot2 - factors[rest + 2] * difference2;
            out[slot[split] >> 1] += sum;
        }
    }

    private void down4(double[] work, byte[] ways) {
        for (int split = 0; split < twigs; split++) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * 4;
            int hotTo = child[2 * split + way] * 4;
            int coldTo = child[2 * split + 1 - way] * 4;
            double above0 = work[from + 0];
            double cold0 = above0 * share * factors[rest + 0];
            double above1 = work[from + 1];
            double cold1 = above1 * share * factors[rest + 1];
            double above2 = work[from + 2];
            double cold2 = above2 * share * factors[rest + 2];
            double above3 = work[from + 3];
            double cold3 = above3 * share * factors[rest + 3];
            work[hotTo + 0] = above0 - cold0;
            work[coldTo + 0] = cold0;
            work[hotTo + 1] = above1 - cold1;
            work[coldTo + 1] = cold1;
            work[hotTo + 2] = above2 - cold2;
            work[coldTo + 2] = cold2;
            work[hotTo + 3] = above3 - cold3;
            work[coldTo + 3] = cold3;
        }
    }

    private void twigs4(double[] out, double[] work, byte[] ways) {
        for (int split = twigs; split < splits; split++) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            double hot = leaf[2 * (split - twigs) + way];
            double difference = (hot - leaf[2 * (split - twigs) + 1 - way]) * share;
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * 4;
            double sum = factors[rest + 4] * work[from]
                    + factors[rest + 5] * work[from + 1]
                    + factors[rest + 6] * work[from + 2]
                    + factors[rest + 7] * work[from + 3];
            work[from + 0] = hot - factors[rest + 0] * difference;
            work[from + 1] = hot - factors[rest + 1] * difference;
            work[from + 2] = hot - factors[rest + 2] * difference;
            work[from + 3] = hot - factors[rest + 3] * difference;
            out[slot[split] >> 1] += sum * difference;
        }
    }

    private void up4(double[] out, double[] work, byte[] ways) {
        for (int split = twigs - 1; split >= 0; split--) {
            int way = ways[split] & 1;
            double share = Math.abs(1 - way - left[split]);
            int rest = factor[split] & -(ways[split] >> 1);
            int from = split * 4;
            int hotFrom = child[2 * split + way] * 4;
            int coldFrom = child[2 * split + 1 - way] * 4;
            double hot0 = work[hotFrom + 0];
            double difference0 = (hot0 - work[coldFrom + 0]) * share;
            double hot1 = work[hotFrom + 1];
            double difference1 = (hot1 - work[coldFrom + 1]) * share;
            double hot2 = work[hotFrom + 2];
            double difference2 = (hot2 - work[coldFrom + 2]) * share;
            double hot3 = work[hotFrom + 3];
            double difference3 = (hot3 - work[coldFrom + 3]) * share;
            double sum = factors[rest + 4] * work[from + 0] * difference0
                    + factors[rest + 5] * work[from + 1] * difference1
                    + factors[rest + 6] * work[from + 2] * difference2
                    + factors[rest + 7] * work[from + 3] * difference3;
            work[from + 0] = hot0 - factors[rest + 0] * difference0;
            work[from + 1] = hot1 - factors[rest + 1] * difference1;
            work[from + 2] = hot2 - factors[rest + 2] * difference2;
            work[from + 3] = hot3 - factors[rest + 3] * difference3;
            out[slot[split] >> 1] += sum;
        }
    }
}
