package io.mlpipeline.models.core.model;

import io.mlpipeline.models.core.internal.FloatOrder;
import java.util.Arrays;

/**
 * The distinct thresholds of each feature, and the rank of a value among them: how many it reaches.
 *
 * <p>Ranks stand for values: x is below the threshold with index j exactly if its rank is at most j. A rank is found by a straight
 * line through the thresholds, which gives a bucket, and a binary search of the few thresholds that share the bucket. Both are free
 * of branches, and any line gives right ranks because bucket numbers never fall as x grows.
 */
final class FeatureCuts {
    /** So that a rank fits 15 bits. */
    static final int MAX_CUTS = Short.MAX_VALUE;

    private static final int BUCKETS_PER_CUT = 2;

    private final int[] counts;
    /** Where a feature's thresholds begin in {@link #cuts}. */
    private final int[] starts;
    /** Thresholds in {@link FloatOrder}, ascending; padded so that a search may look past the end. */
    private final int[] cuts;

    private final double[] lowest;
    private final double[] bucketsPerUnit;
    /** Where a feature's buckets begin in {@link #firstCuts}, and the last feature's end. */
    private final int[] bucketStarts;
    /** How many thresholds lie in the buckets before. */
    private final char[] firstCuts;
    /** The first step of the binary search, a power of two, or 0 where no bucket holds a threshold. */
    private final int[] firstSteps;

    private FeatureCuts(float[][] thresholds) {
        int features = thresholds.length;
        this.counts = new int[features];
        this.starts = new int[features];
        this.lowest = new double[features];
        this.bucketsPerUnit = new double[features];
        this.bucketStarts = new int[features + 1];
        this.firstSteps = new int[features];
        for (int i = 0; i < features; i++) {
            counts[i] = thresholds[i].length;
            bucketStarts[i + 1] = bucketStarts[i] + BUCKETS_PER_CUT * counts[i] + 1;
            layLine(i, thresholds[i]);
        }
        this.firstCuts = new char[bucketStarts[features]];
        for (int i = 0; i < features; i++) {
            fillBuckets(i, thresholds[i]);
        }
        this.cuts = new int[layCuts()];
        Arrays.fill(cuts, Integer.MAX_VALUE);
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < counts[i]; j++) {
                cuts[starts[i] + j] = FloatOrder.of(thresholds[i][j]);
            }
        }
    }

    /**
     * The cuts of all trees.
     *
     * @param trees the trees
     * @param features how many features they may ask
     * @return the cuts
     */
    static FeatureCuts of(FlatTrees trees, int features) {
        int[] counts = new int[features];
        for (int i = 0; i < trees.value.length; i++) {
            counts[trees.feature[i]] += trees.isLeaf(i) ? 0 : 1;
        }
        float[][] thresholds = new float[features][];
        Arrays.setAll(thresholds, i -> new float[counts[i]]);
        for (int i = 0; i < trees.value.length; i++) {
            if (!trees.isLeaf(i)) {
                int feature = trees.feature[i];
                // Adding 0 makes the negative zero a positive one.
                thresholds[feature][--counts[feature]] = trees.value[i] + 0.0f;
            }
        }
        Arrays.setAll(thresholds, i -> distinct(thresholds[i]));
        return new FeatureCuts(thresholds);
    }

    private static float[] distinct(float[] values) {
        Arrays.sort(values);
        int count = 0;
        for (float value : values) {
            if (count == 0 || values[count - 1] != value) {
                values[count++] = value;
            }
        }
        return Arrays.copyOf(values, count);
    }

    private void layLine(int feature, float[] thresholds) {
        int first = 0;
        int last = thresholds.length - 1;
        while (first < last && Float.isInfinite(thresholds[first])) {
            first++;
        }
        while (first < last && Float.isInfinite(thresholds[last])) {
            last--;
        }
        if (first < last) {
            lowest[feature] = thresholds[first];
            double width = (double) thresholds[last] - thresholds[first];
            bucketsPerUnit[feature] = (bucketStarts[feature + 1] - bucketStarts[feature]) / width;
        }
    }

    private void fillBuckets(int feature, float[] thresholds) {
        int from = bucketStarts[feature];
        int to = bucketStarts[feature + 1];
        int most = 0;
        int cut = 0;
        for (int bucket = from; bucket < to; bucket++) {
            firstCuts[bucket] = (char) cut;
            int first = cut;
            while (cut < thresholds.length && bucketOf(feature, thresholds[cut]) == bucket) {
                cut++;
            }
            most = Math.max(most, cut - first);
        }
        firstSteps[feature] = Integer.highestOneBit(most);
    }

    private int layCuts() {
        int end = 0;
        for (int i = 0; i < counts.length; i++) {
            starts[i] = end;
            end += counts[i] + 2 * firstSteps[i];
        }
        return end;
    }

    private int bucketOf(int feature, double x) {
        int from = bucketStarts[feature];
        int last = bucketStarts[feature + 1] - from - 1;
        int bucket = (int) ((x - lowest[feature]) * bucketsPerUnit[feature]);
        return from + Math.max(0, Math.min(bucket, last));
    }

    int features() {
        return counts.length;
    }

    int count(int feature) {
        return counts[feature];
    }

    /** A threshold in {@link FloatOrder}; 0 where a feature has none. */
    int key(int feature, int cut) {
        return cut < counts[feature] ? cuts[starts[feature] + cut] : 0;
    }

    int largestCount() {
        return Arrays.stream(counts).max().orElse(0);
    }

    /**
     * The rank of a value.
     *
     * @param feature the feature
     * @param value the value
     * @param presence its {@link FloatOrder#presence}
     * @return 0 to {@link #count(int)}; that of 0 for NaN, as converting NaN to an integer is slow
     */
    int rank(int feature, float value, int presence) {
        float x = Float.intBitsToFloat(Float.floatToRawIntBits(value) & presence);
        int rank = firstCuts[bucketOf(feature, x)];
        int start = starts[feature] - 1;
        // The subtraction is negative exactly if x reaches the threshold.
        long next = FloatOrder.of(x) + 1L;
        for (int step = firstSteps[feature]; step > 0; step >>= 1) {
            rank += (int) (cuts[start + rank + step] - next >> 63) & step;
        }
        return rank;
    }
}
