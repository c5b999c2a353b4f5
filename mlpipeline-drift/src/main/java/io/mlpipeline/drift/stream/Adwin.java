package io.mlpipeline.drift.stream;

/**
 * Adaptive windowing: keeps a window of recent values as long as no two parts of it differ in mean, and reports a change when it
 * has to drop the older part.
 *
 * <p>It finds rises and falls, also slow ones, of any bounded numbers, and needs memory logarithmic in the window's length. Every
 * 32nd value is a check; a change is often reported at several checks in a row until the window holds the new values only. A.
 * Bifet and R. Gavalda, Learning from time-changing data with adaptive windowing, 2007.
 */
public final class Adwin implements ChangeDetector {
    /** Buckets of one size before the two oldest are merged into one of twice the size. */
    private static final int BUCKETS = 5;

    private static final int CHECK_EVERY = 32;
    private static final int SHORTEST_WINDOW = 10;
    private static final int SHORTEST_PART = 5;
    private static final int MAX_LEVELS = 60;

    private final double delta;

    /** By level, the buckets of 2^level values each, the oldest first. */
    private final double[][] sums = new double[MAX_LEVELS][];

    private final double[][] variances = new double[MAX_LEVELS][];
    private final int[] sizes = new int[MAX_LEVELS];
    private int levels;
    private long time;
    private long width;
    private double total;
    private double variance;

    private Adwin(double delta) {
        this.delta = Values.requireProbability("delta", delta);
        reset();
    }

    /**
     * A detector with the paper's confidence, delta 0.002.
     *
     * @return the detector
     */
    public static Adwin withDefaults() {
        return of(0.002);
    }

    /**
     * A detector.
     *
     * @param delta the bound on the probability of a false alarm at a check, above 0 and below 1
     * @return the detector
     * @throws IllegalArgumentException if it is out of range
     */
    public static Adwin of(double delta) {
        return new Adwin(delta);
    }

    @Override
    public Signal add(double value) {
        insert(Values.requireFinite(value));
        time++;
        boolean changed = false;
        if (time % CHECK_EVERY == 0) {
            while (width > SHORTEST_WINDOW && hasTwoMeans()) {
                dropOldest();
                changed = true;
            }
        }
        return changed ? Signal.CHANGE : Signal.STABLE;
    }

    /**
     * The number of values in the window.
     *
     * @return 0 or more
     */
    public long width() {
        return width;
    }

    /**
     * The mean of the window.
     *
     * @return the mean; {@code NaN} without values
     */
    public double mean() {
        return width == 0 ? Double.NaN : total / width;
    }

    private void insert(double value) {
        if (width > 0) {
            double distance = value - total / width;
            variance += width * distance * distance / (width + 1);
        }
        width++;
        total += value;
        append(0, value, 0);
        for (int level = 0; sizes[level] > BUCKETS; level++) {
            mergeOldest(level);
        }
    }

    private void append(int level, double sum, double spread) {
        if (level == levels) {
            sums[level] = new double[BUCKETS + 1];
            variances[level] = new double[BUCKETS + 1];
            levels++;
        }
        sums[level][sizes[level]] = sum;
        variances[level][sizes[level]] = spread;
        sizes[level]++;
    }

    private void mergeOldest(int level) {
        double size = 1L << level;
        double first = sums[level][0];
        double second = sums[level][1];
        double distance = first / size - second / size;
        double spread = variances[level][0] + variances[level][1] + size / 2 * distance * distance;
        append(level + 1, first + second, spread);
        removeFirst(level, 2);
    }

    private void removeFirst(int level, int buckets) {
        sizes[level] -= buckets;
        System.arraycopy(sums[level], buckets, sums[level], 0, sizes[level]);
        System.arraycopy(variances[level], buckets, variances[level], 0, sizes[level]);
    }

    private void dropOldest() {
        int level = levels - 1;
        double size = 1L << level;
        double sum = sums[level][0];
        double spread = variances[level][0];
        width -= 1L << level;
        total -= sum;
        double distance = sum / size - total / width;
        variance -= spread + size * width * distance * distance / (size + width);
        removeFirst(level, 1);
        while (levels > 1 && sizes[levels - 1] == 0) {
            levels--;
        }
    }

    /** Whether some cut between two buckets leaves parts with different means. */
    private boolean hasTwoMeans() {
        double logarithm = Math.log(2 * Math.log((double) width) / delta);
        long older = 0;
        double olderSum = 0;
        for (int level = levels - 1; level >= 0; level--) {
            for (int bucket = 0; bucket < sizes[level]; bucket++) {
                older += 1L << level;
                olderSum += sums[level][bucket];
                long newer = width - older;
                if (Math.min(older, newer) > SHORTEST_PART + 1 && differ(older, olderSum, newer, logarithm)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean differ(long older, double olderSum, long newer, double logarithm) {
        double reciprocal = 1.0 / (older - SHORTEST_PART + 1) + 1.0 / (newer - SHORTEST_PART + 1);
        double limit = Math.sqrt(2 * reciprocal * variance / width * logarithm) + 2.0 / 3 * logarithm * reciprocal;
        return Math.abs(olderSum / older - (total - olderSum) / newer) > limit;
    }

    @Override
    public void reset() {
        levels = 0;
        time = 0;
        width = 0;
        total = 0;
        variance = 0;
        for (int level = 0; level < MAX_LEVELS; level++) {
            sizes[level] = 0;
        }
    }
}
