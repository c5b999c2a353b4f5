package io.mlpipeline.models.core.explain;

import java.util.Arrays;

/**
 * Trees side by side, explained together: what {@link ShapTree} does for a split, this does for the splits at one place of all trees at
 * once. Safe for use by many threads.
 *
 * <p>The trees are filled up to perfect ones of one depth, so that a place has the same parent and children in all of them, and
 * each loop runs over arrays with a number a tree. The compiler turns such loops into vector instructions, and the arrays are read in
 * the order in which they lie in memory: models that don't fit into the nearest caches lose little.
 *
 * <p>With o = 1 where the row goes left and 0 where it goes right, z the share of the data that goes left, and x = z - o, what {@link
 * ShapTree} derives becomes, at each Gauss point with weight w and r = 1 - t,
 *
 * <pre>above(left) = above (o + r x),  above(right) = above - above(left)
 * below = below(right) + (o + r x) (below(left) - below(right)),  contribution = - x w above (below(left) - below(right))</pre>
 *
 * and for a split on a feature that the path asked before r and w are replaced as told there. Such splits are few; they are put right
 * one by one after the loop over all.
 *
 * <p>The products of one path from the root are all that is kept at a time.
 */
final class ShapBlock {
    private final double mean;
    private final int depth;
    private final int points;
    /** 1 - t at each point. */
    private final double[] rests;

    private final double[] weights;
    private final int lanes;
    /** For each place, in the order of the walk, and each tree {@code [threshold:32][slot:32]}. */
    private final long[] splits;
    /** For each place and tree the share of the data that goes left. */
    private final double[] shares;
    /** From left to right, and for each tree. */
    private final double[] leaves;

    private final ShapRepeats[] repeats;

    ShapBlock(ShapBlockLayout layout) {
        this.depth = layout.depth();
        this.points = layout.points();
        GaussLegendre rule = GaussLegendre.of(points);
        this.rests = Arrays.stream(rule.points()).map(t -> 1 - t).toArray();
        this.weights = rule.weights();
        this.mean = layout.mean();
        this.lanes = layout.lanes();
        this.splits = layout.splits();
        this.shares = layout.shares();
        this.leaves = layout.leaves();
        this.repeats = layout.repeats(rule);
    }

    /** The products along a path, for as many trees side by side as the block has. */
    static final class Scratch {
        /** By level and point. */
        final double[][][] above;

        final double[][][] left;
        final double[][][] right;
        /** By level: 1 where the row goes left, else 0, and the share that goes left less that. */
        final double[][] way;

        final double[][] shift;
        /** By level: 1 where the row went the path's way at all earlier splits on the feature. */
        final int[][] alive;

        final double[] leftLeaf;
        final double[] rightLeaf;
        final double[] difference;
        final double[] middle;
        final double[] sums;

        Scratch(ShapBlock block) {
            int lanes = block.lanes;
            this.above = new double[block.depth][block.points][lanes];
            this.left = new double[block.depth][block.points][lanes];
            this.right = new double[block.depth][block.points][lanes];
            this.way = new double[block.depth][lanes];
            this.shift = new double[block.depth][lanes];
            this.alive = new int[block.depth][lanes];
            this.leftLeaf = new double[lanes];
            this.rightLeaf = new double[lanes];
            this.difference = new double[lanes];
            this.middle = new double[lanes];
            this.sums = new double[lanes];
        }
    }

    /** What the trees predict on average, added up. */
    double mean() {
        return mean;
    }

    /** Whether the scratch of another block serves this one too. */
    boolean sharesScratchWith(ShapBlock other) {
        return lanes == other.lanes && depth == other.depth && points == other.points;
    }

    /**
     * Adds the contributions of one row.
     *
     * @param keys the row's {@link ShapColumns#keys}
     * @param out receives one value a column, added to what is there
     * @param scratch overwritten
     */
    void add(int[] keys, double[] out, Scratch scratch) {
        for (double[] above : scratch.above[0]) {
            Arrays.fill(above, 1);
        }
        // The result below the root is the row's own prediction, which nobody asks for.
        visit(0, 0, 0, keys, out, scratch, scratch.left[0]);
    }

    /**
     * Adds the contributions of a place and all below it, and writes what lies below it.
     *
     * @param place its number in the order of the walk: parents first, then all to the left
     * @param level how many splits are above
     * @param firstLeaf how many leaves are to its left
     */
    private void visit(
            int place, int level, int firstLeaf, int[] keys, double[] out, Scratch scratch, double[][] below) {
        double[] way = scratch.way[level];
        double[] shift = scratch.shift[level];
        decide(keys, place, way, shift);
        Arrays.fill(scratch.alive[level], 1);
        if (level == depth - 1) {
            twig(place, level, firstLeaf, scratch, below);
            scatter(place, scratch.sums, scratch.difference, out);
            return;
        }
        double[][] above = scratch.above[level];
        double[][] next = scratch.above[level + 1];
        double[][] left = scratch.left[level + 1];
        double[][] right = scratch.right[level + 1];
        for (int q = 0; q < points; q++) {
            down(rests[q], way, shift, above[q], next[q]);
        }
        repeats[place].down(scratch, level);
        int leaves = 1 << depth - level - 1;
        visit(place + 1, level + 1, firstLeaf, keys, out, scratch, left);
        for (int q = 0; q < points; q++) {
            subtract(above[q], next[q]);
        }
        visit(place + leaves, level + 1, firstLeaf + leaves, keys, out, scratch, right);
        Arrays.fill(scratch.sums, 0);
        for (int q = 0; q < points; q++) {
            sum(weights[q], above[q], left[q], right[q], scratch.sums);
            up(rests[q], way, shift, left[q], right[q], below[q]);
        }
        repeats[place].up(scratch, level, below);
        scatter(place, scratch.sums, shift, out);
    }

    /** A split with two leaves in each tree: what lies below differs by the point only through the share. */
    private void twig(int place, int level, int firstLeaf, Scratch scratch, double[][] below) {
        double[][] above = scratch.above[level];
        // Copied, because a loop over parts of one array is not vectorised.
        System.arraycopy(leaves, firstLeaf * lanes, scratch.leftLeaf, 0, lanes);
        System.arraycopy(leaves, (firstLeaf + 1) * lanes, scratch.rightLeaf, 0, lanes);
        difference(scratch.leftLeaf, scratch.rightLeaf, scratch.difference);
        middle(scratch.way[level], scratch.difference, scratch.rightLeaf, scratch.middle);
        multiply(scratch.shift[level], scratch.difference);
        Arrays.fill(scratch.sums, 0);
        for (int q = 0; q < points; q++) {
            weigh(weights[q], above[q], scratch.sums);
            line(rests[q], scratch.difference, scratch.middle, below[q]);
        }
        repeats[place].twig(scratch, level, below);
    }

    private void decide(int[] keys, int place, double[] way, double[] shift) {
        int from = place * lanes;
        for (int i = 0; i < way.length; i++) {
            long split = splits[from + i];
            double left = (int) (keys[(int) split] - (split >> 32) >>> 63);
            way[i] = left;
            shift[i] = shares[from + i] - left;
        }
    }

    /** Contributions are the negative of the products. */
    private void scatter(int place, double[] sums, double[] factors, double[] out) {
        int from = place * lanes;
        for (int i = 0; i < sums.length; i++) {
            out[(int) splits[from + i] >> 1] -= sums[i] * factors[i];
        }
    }

    // One statement a loop: larger bodies are not turned into vector instructions.

    private static void down(double rest, double[] way, double[] shift, double[] above, double[] next) {
        for (int i = 0; i < next.length; i++) {
            next[i] = above[i] * (way[i] + rest * shift[i]);
        }
    }

    private static void subtract(double[] above, double[] next) {
        for (int i = 0; i < next.length; i++) {
            next[i] = above[i] - next[i];
        }
    }

    private static void sum(double weight, double[] above, double[] left, double[] right, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * above[i] * (left[i] - right[i]);
        }
    }

    private static void up(double rest, double[] way, double[] shift, double[] left, double[] right, double[] below) {
        for (int i = 0; i < below.length; i++) {
            below[i] = right[i] + (way[i] + rest * shift[i]) * (left[i] - right[i]);
        }
    }

    private static void difference(double[] left, double[] right, double[] difference) {
        for (int i = 0; i < difference.length; i++) {
            difference[i] = left[i] - right[i];
        }
    }

    private static void middle(double[] way, double[] difference, double[] right, double[] middle) {
        for (int i = 0; i < middle.length; i++) {
            middle[i] = right[i] + way[i] * difference[i];
        }
    }

    private static void multiply(double[] shift, double[] difference) {
        for (int i = 0; i < difference.length; i++) {
            difference[i] *= shift[i];
        }
    }

    private static void weigh(double weight, double[] above, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * above[i];
        }
    }

    private static void line(double rest, double[] difference, double[] middle, double[] below) {
        for (int i = 0; i < below.length; i++) {
            below[i] = middle[i] + rest * difference[i];
        }
    }
}
