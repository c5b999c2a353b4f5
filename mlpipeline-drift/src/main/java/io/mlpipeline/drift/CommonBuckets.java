package io.mlpipeline.drift;

import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.api.profile.ValueHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two histograms on the buckets of the coarser one: how often each bucket occurs on either side. */
final class CommonBuckets {
    private static final int EXACT_BITS = 52;

    private final boolean exact;
    private final double[] values;
    private final long[] reference;
    private final long[] current;

    private CommonBuckets(ValueHistogram reference, ValueHistogram current, double[] values) {
        this.exact = reference.precisionBits() == EXACT_BITS;
        this.values = values;
        this.reference = new long[values.length];
        this.current = new long[values.length];
        fill(this.reference, reference);
        fill(this.current, current);
    }

    static CommonBuckets of(NumericProfile reference, NumericProfile current) {
        ValueHistogram first = reference.histogram();
        ValueHistogram second = current.histogram();
        int bits = Math.min(first.precisionBits(), second.precisionBits());
        first = first.precisionBits() == bits ? first : first.coarsened(bits);
        second = second.precisionBits() == bits ? second : second.coarsened(bits);
        // Coarsening may go further than asked for where buckets of a sign meet; then both must follow.
        if (first.precisionBits() != second.precisionBits()) {
            bits = Math.min(first.precisionBits(), second.precisionBits());
            first = first.coarsened(bits);
            second = second.coarsened(bits);
        }
        return new CommonBuckets(first, second, union(first, second));
    }

    private static double[] union(ValueHistogram first, ValueHistogram second) {
        double[] union = new double[first.size() + second.size()];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            double left = i < first.size() ? first.value(i) : Double.POSITIVE_INFINITY;
            double right = j < second.size() ? second.value(j) : Double.POSITIVE_INFINITY;
            union[size++] = Math.min(left, right);
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return Arrays.copyOf(union, size);
    }

    private void fill(long[] counts, ValueHistogram histogram) {
        int bucket = 0;
        for (int i = 0; i < histogram.size(); i++) {
            while (values[bucket] < histogram.value(i)) {
                bucket++;
            }
            counts[bucket] = histogram.count(i);
        }
    }

    /** Whether every distinct value has a bucket of its own. */
    boolean exact() {
        return exact;
    }

    long[] reference() {
        return reference;
    }

    long[] current() {
        return current;
    }

    /**
     * The largest distance between the distribution functions that the values behind the buckets can have: within a bucket all
     * reference values may lie before all current ones, or after.
     */
    double greatestDistance() {
        double n = sum(reference);
        double m = sum(current);
        double largest = 0;
        long i = 0;
        long j = 0;
        for (int bucket = 0; bucket < values.length; bucket++) {
            double referenceFirst = (i + reference[bucket]) / n - j / m;
            double currentFirst = (j + current[bucket]) / m - i / n;
            largest = Math.max(largest, Math.max(referenceFirst, currentFirst));
            i += reference[bucket];
            j += current[bucket];
        }
        return Math.min(1, largest);
    }

    /** The number of current values in buckets beyond those that the reference occupies. */
    long outOfRange() {
        int first = 0;
        while (reference[first] == 0) {
            first++;
        }
        int last = values.length - 1;
        while (reference[last] == 0) {
            last--;
        }
        long outside = 0;
        for (int i = 0; i < values.length; i++) {
            outside += i < first || i > last ? current[i] : 0;
        }
        return outside;
    }

    /** Up to so many neighbouring groups of buckets that divide the reference's values evenly, as far as ties allow. */
    List<Group> referenceGroups(int groups) {
        return groups(reference, groups);
    }

    /** Up to so many neighbouring groups of buckets that divide the values of both sides evenly, as far as ties allow. */
    List<Group> pooledGroups(int groups) {
        long[] pooled = new long[values.length];
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = reference[i] + current[i];
        }
        return groups(pooled, groups);
    }

    private List<Group> groups(long[] weights, int groups) {
        double total = sum(weights);
        List<Group> result = new ArrayList<>();
        long before = 0;
        int start = 0;
        int open = 0;
        for (int i = 0; i < weights.length; i++) {
            int group = (int) Math.min(groups - 1, Math.floor(before * groups / total));
            if (group > open && i > start) {
                result.add(group(start, i));
                start = i;
            }
            open = group;
            before += weights[i];
        }
        result.add(group(start, weights.length));
        return result;
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private Group group(int start, int end) {
        long first = 0;
        long second = 0;
        for (int i = start; i < end; i++) {
            first += reference[i];
            second += current[i];
        }
        double upTo = end == values.length ? Double.POSITIVE_INFINITY : values[end];
        return new Group(start == 0 ? Double.NEGATIVE_INFINITY : values[start], upTo, first, second);
    }

    /**
     * Neighbouring buckets taken together.
     *
     * @param from the lower bound, infinite in the first group
     * @param upTo the lower bound of the next group, infinite in the last
     * @param reference the number of reference values
     * @param current the number of current values
     */
    record Group(double from, double upTo, long reference, long current) {
        String label() {
            if (Double.isInfinite(from)) {
                return Double.isInfinite(upTo) ? "all values" : "below " + Figures.of(upTo);
            }
            return Double.isInfinite(upTo)
                    ? "from " + Figures.of(from)
                    : "from " + Figures.of(from) + " up to " + Figures.of(upTo);
        }
    }
}
