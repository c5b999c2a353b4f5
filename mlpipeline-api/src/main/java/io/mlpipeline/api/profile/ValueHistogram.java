package io.mlpipeline.api.profile;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How often each value, or each narrow range of values, occurred. Immutable and safe for use by many threads.
 *
 * <p>Up to {@value #MAX_BUCKETS} distinct values are counted one by one, so every quantile is exact. With more, values share a
 * bucket when they agree in sign, exponent and the first {@link #precisionBits()} bits of their fraction; a bucket's width is
 * then at most {@code 2^-precisionBits} of its value. The precision is the highest that fits, which depends on the set of values
 * alone: histograms built in any order and merged in any grouping are equal. At most 64 KiB.
 */
public final class ValueHistogram {
    /** The largest number of buckets. */
    public static final int MAX_BUCKETS = 4096;

    private final int precisionBits;
    private final double[] values;
    private final long[] counts;
    private final long[] cumulative;

    private ValueHistogram(int precisionBits, double[] values, long[] counts) {
        this.precisionBits = precisionBits;
        this.values = values;
        this.counts = counts;
        this.cumulative = counts.clone();
        Arrays.parallelPrefix(cumulative, Long::sum);
    }

    /**
     * Creates a histogram from its parts, as read from a file.
     *
     * @param precisionBits 0 to 52
     * @param values the lower bound of each bucket by magnitude, ascending, finite
     * @param counts the number of values in each bucket, 1 or more
     * @return the histogram
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public static ValueHistogram of(int precisionBits, double[] values, long[] counts) {
        if (precisionBits < 0 || precisionBits > 52 || values.length != counts.length || values.length > MAX_BUCKETS) {
            throw new IllegalArgumentException("Not a histogram: precision " + precisionBits + ", " + values.length
                    + " values, " + counts.length + " counts");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || counts[i] < 1 || (i > 0 && values[i] <= values[i - 1])) {
                throw new IllegalArgumentException(
                        "Not a histogram: bucket " + i + " has value " + values[i] + " and count " + counts[i]);
            }
        }
        return new ValueHistogram(precisionBits, values.clone(), counts.clone());
    }

    /**
     * How many bits of the fraction a bucket's values share.
     *
     * @return 52 if every distinct value has its own bucket, else fewer
     */
    public int precisionBits() {
        return precisionBits;
    }

    /**
     * The number of buckets.
     *
     * @return 0 to {@value #MAX_BUCKETS}
     */
    public int size() {
        return values.length;
    }

    /**
     * The value that stands for a bucket: the end of its range that is nearer to zero.
     *
     * @param bucket 0 to {@code size() - 1}; values ascend
     * @return a finite number
     */
    public double value(int bucket) {
        return values[bucket];
    }

    /**
     * The number of values in a bucket.
     *
     * @param bucket 0 to {@code size() - 1}
     * @return 1 or more
     */
    public long count(int bucket) {
        return counts[bucket];
    }

    /**
     * The number of all values.
     *
     * @return 0 or more
     */
    public long total() {
        return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
    }

    /**
     * The number of values in all buckets up to and including one whose value is at most the given number.
     *
     * @param value any number
     * @return 0 to {@link #total()}
     */
    public long countAtMost(double value) {
        int position = Arrays.binarySearch(values, value + 0.0);
        int bucket = position >= 0 ? position : -position - 2;
        return bucket < 0 ? 0 : cumulative[bucket];
    }

    /**
     * The smallest bucket value below or at which at least a share of all values lies (the inverse of the empirical distribution
     * function, type 1 of Hyndman and Fan).
     *
     * @param share 0 to 1
     * @return a value with a relative error of at most {@code 2^-precisionBits}; {@code NaN} without values
     * @throws IllegalArgumentException if the share is out of range
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile is asked for by a share from 0 to 1, got " + share);
        }
        if (values.length == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total()));
        int position = Arrays.binarySearch(cumulative, rank);
        return values[Math.min(values.length - 1, position >= 0 ? position : -position - 1)];
    }

    /**
     * This histogram with wider buckets, to compare it with a coarser one.
     *
     * @param bits at most {@link #precisionBits()}
     * @return a histogram of that precision
     */
    public ValueHistogram coarsened(int bits) {
        Accumulator coarse = new Accumulator(bits);
        for (int i = 0; i < values.length; i++) {
            coarse.add(values[i], counts[i]);
        }
        return coarse.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueHistogram that
                && precisionBits == that.precisionBits
                && Arrays.equals(values, that.values)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "ValueHistogram(" + total() + " values in " + size() + " buckets)";
    }

    /** Counts values. About 10 ns a value. Not thread-safe. */
    public static final class Accumulator implements Serializable {
        private static final long serialVersionUID = 1L;

        private int bits;
        private LongCounts buckets = new LongCounts();

        /** Creates an empty accumulator. */
        public Accumulator() {
            this(52);
        }

        private Accumulator(int bits) {
            this.bits = bits;
        }

        /**
         * Adds a value; the two zeros count as one.
         *
         * @param value a finite number
         * @throws IllegalArgumentException if it is not finite
         */
        public void add(double value) {
            add(value, 1);
        }

        private void add(double value, long count) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A histogram takes finite numbers, got " + value);
            }
            buckets.add(truncated(Double.doubleToRawLongBits(value + 0.0)), count);
            while (buckets.size() > MAX_BUCKETS) {
                coarsen(bits - 1);
            }
        }

        private long truncated(long bitsOfValue) {
            long kept = bitsOfValue & (-1L << (52 - bits));
            return kept == Long.MIN_VALUE ? 0 : kept; // a negative subnormal that is cut to -0.0
        }

        private void coarsen(int to) {
            bits = to;
            LongCounts finer = buckets;
            buckets = new LongCounts();
            finer.forEach((key, count) -> buckets.add(truncated(key), count));
        }

        /**
         * Adds all values of another accumulator.
         *
         * @param other the other accumulator, left as it is
         */
        public void merge(Accumulator other) {
            if (other.bits < bits) {
                coarsen(other.bits);
            }
            other.buckets.forEach((key, count) -> add(Double.longBitsToDouble(key), count));
        }

        /**
         * Builds the histogram; the accumulator may go on.
         *
         * @return a histogram of the values so far
         */
        public ValueHistogram build() {
            double[] values = new double[buckets.size()];
            int[] next = {0};
            buckets.forEach((key, count) -> values[next[0]++] = Double.longBitsToDouble(key) + 0.0);
            Arrays.sort(values);
            long[] counts = new long[values.length];
            for (int i = 0; i < values.length; i++) {
                counts[i] = buckets.get(truncated(Double.doubleToRawLongBits(values[i])));
            }
            return new ValueHistogram(bits, values, counts);
        }
    }
}
