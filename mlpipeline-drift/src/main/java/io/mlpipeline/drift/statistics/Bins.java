package io.mlpipeline.drift.statistics;

import java.util.Arrays;

/** Neighbouring intervals that samples are counted into. Immutable and safe for use by many threads. */
public final class Bins {
    private final double[] edges;
    private final boolean closedAbove;

    private Bins(double[] edges, boolean closedAbove) {
        this.edges = edges;
        this.closedAbove = closedAbove;
    }

    /**
     * Bins between given edges: each holds its lower edge, the last both. Values outside are not counted.
     *
     * @param edges two or more, ascending
     * @return the bins
     * @throws IllegalArgumentException if there are fewer or they do not ascend
     */
    public static Bins between(double... edges) {
        if (edges.length < 2) {
            throw new IllegalArgumentException("Bins need two or more edges, got " + Arrays.toString(edges));
        }
        requireAscending(edges);
        return new Bins(edges.clone(), false);
    }

    /**
     * Bins by the quantiles of a reference, open to both sides: each holds its upper edge. Quantiles that coincide share a bin.
     *
     * @param reference one value or more
     * @param count into how many equal parts the reference is divided, 2 or more
     * @return at most so many bins
     * @throws IllegalArgumentException if the reference is empty or the count is below 2
     */
    public static Bins byQuantiles(Sample reference, int count) {
        if (reference.size() == 0 || count < 2) {
            throw new IllegalArgumentException(
                    "Quantile bins need 2 or more parts of a reference with values, got " + count + " of " + reference);
        }
        double[] cuts = new double[count + 1];
        cuts[0] = Double.NEGATIVE_INFINITY;
        int size = 1;
        for (int i = 1; i < count; i++) {
            double cut = reference.quantile((double) i / count);
            if (cut > cuts[size - 1]) {
                cuts[size++] = cut;
            }
        }
        cuts[size++] = Double.POSITIVE_INFINITY;
        return new Bins(Arrays.copyOf(cuts, size), true);
    }

    private static void requireAscending(double[] edges) {
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException(
                        "Edges must ascend, got " + edges[i] + " after " + edges[i - 1] + " at " + i);
            }
        }
    }

    /**
     * The number of bins.
     *
     * @return 1 or more
     */
    public int size() {
        return edges.length - 1;
    }

    /**
     * The edges.
     *
     * @return a new array, one longer than {@link #size()}
     */
    public double[] edges() {
        return edges.clone();
    }

    /**
     * Counts a sample.
     *
     * @param sample the sample
     * @return the number of values in each bin
     */
    public long[] counts(Sample sample) {
        long[] counts = new long[size()];
        int before = sample.countBelow(edges[0], closedAbove);
        for (int i = 0; i < counts.length; i++) {
            boolean last = i == counts.length - 1;
            int upTo = sample.countBelow(edges[i + 1], closedAbove || last);
            counts[i] = (long) upTo - before;
            before = upTo;
        }
        return counts;
    }
}
