package io.mlpipeline.drift.anomaly;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds unusual rows by how few random cuts set them apart from the others (F. Liu, K. Ting, Z. Zhou, Isolation forest, 2008). Immutable
 * and safe for use by many threads.
 *
 * <p>It makes no assumption about the distribution and copes with many columns. Scores are near 0.5 for ordinary rows and go to 1 for
 * unusual ones; where the line lies is the host's choice, helped by {@link #threshold}.
 */
public final class IsolationForest {
    private static final double EULER_GAMMA = 0.5772156649015329;

    private final IsolationTree[] trees;
    private final int columns;
    private final double typicalDepth;
    private final double[] referenceScores;

    private IsolationForest(IsolationTree[] trees, double[][] rows, int sample) {
        this.trees = trees;
        this.columns = rows[0].length;
        this.typicalDepth = averageDepth(sample);
        this.referenceScores =
                Arrays.stream(rows).mapToDouble(this::score).sorted().toArray();
    }

    /**
     * Starts a forest.
     *
     * @param seed where its random cuts begin: the same seed and rows give the same forest
     * @return a builder with the paper's 100 trees of 256 rows
     */
    public static Builder builder(long seed) {
        return new Builder(seed);
    }

    /**
     * Scores a row. Costs about {@code trees * log2(sample)} comparisons.
     *
     * @param row as many finite values as the reference had columns
     * @return above 0 and below 1; the higher, the more unusual
     * @throws IllegalArgumentException if the row has another length or a value that is not finite
     */
    public double score(double[] row) {
        FiniteRows.require(row, columns);
        double sum = 0;
        for (IsolationTree tree : trees) {
            sum += tree.depth(row);
        }
        return Math.pow(2, -sum / trees.length / typicalDepth);
    }

    /**
     * The score above which a given share of the reference lies.
     *
     * @param contamination the share of rows to call anomalous, 0 to 0.5
     * @return the score; rows above it are the most unusual so many
     * @throws IllegalArgumentException if the share is out of range
     */
    public double threshold(double contamination) {
        if (!(contamination >= 0 && contamination <= 0.5)) {
            throw new IllegalArgumentException("The share of anomalous rows must be 0 to 0.5, got " + contamination);
        }
        int normal = (int) Math.ceil((1 - contamination) * referenceScores.length);
        return referenceScores[Math.max(0, Math.min(normal, referenceScores.length) - 1)];
    }

    /** The average depth at which a search tree of so many values ends without a hit. */
    static double averageDepth(int values) {
        if (values <= 1) {
            return 0;
        }
        return values == 2 ? 1 : 2 * (Math.log(values - 1.0) + EULER_GAMMA) - 2.0 * (values - 1) / values;
    }

    /** Collects a forest's settings. Not thread-safe. */
    public static final class Builder {
        private final long seed;
        private int treeCount = 100;
        private int sampleSize = 256;

        private Builder(long seed) {
            this.seed = seed;
        }

        /**
         * Sets the number of trees.
         *
         * @param count 1 or more; 100 by default
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder trees(int count) {
            this.treeCount = Limits.atLeast("number of trees", 1, count);
            return this;
        }

        /**
         * Sets how many rows a tree is grown on.
         *
         * @param rows 2 or more; 256 by default. A smaller reference is used whole
         * @return this builder
         * @throws IllegalArgumentException if it is below 2
         */
        public Builder sample(int rows) {
            this.sampleSize = Limits.atLeast("sample", 2, rows);
            return this;
        }

        /**
         * Grows the forest; the builder may go on.
         *
         * @param rows the reference, each of the same number of finite values; 2 or more. Not kept
         * @return the forest
         * @throws IllegalArgumentException if there are too few rows, they differ in length, or a value is not finite
         */
        public IsolationForest fit(double[][] rows) {
            FiniteRows.require(rows);
            int sample = Math.min(sampleSize, Limits.atLeast("number of rows", 2, rows.length));
            SplittableRandom random = new SplittableRandom(seed);
            IsolationTree[] trees = new IsolationTree[treeCount];
            for (int t = 0; t < treeCount; t++) {
                trees[t] = IsolationTree.grow(drawn(rows, sample, random), random);
            }
            return new IsolationForest(trees, rows, sample);
        }

        /** So many different rows: the first steps of a shuffle. */
        private static double[][] drawn(double[][] rows, int sample, SplittableRandom random) {
            double[][] order = rows.clone();
            for (int i = 0; i < sample; i++) {
                int other = random.nextInt(i, order.length);
                double[] row = order[i];
                order[i] = order[other];
                order[other] = row;
            }
            return Arrays.copyOf(order, sample);
        }
    }
}
