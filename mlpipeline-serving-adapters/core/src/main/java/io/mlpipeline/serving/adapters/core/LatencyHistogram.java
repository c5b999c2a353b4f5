package io.mlpipeline.serving.adapters.core;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets whose width grows with the duration: 16 to each power of two, so that a bucket's upper end is at
 * most 1/16 above anything in it. Without locks; a summary taken during calls may miss the newest ones.
 */
final class LatencyHistogram {
    private static final int SUB_BITS = 4;
    private static final int SUBS = 1 << SUB_BITS;

    private final AtomicLongArray buckets = new AtomicLongArray((Long.SIZE - SUB_BITS) * SUBS);

    void add(long nanos) {
        buckets.incrementAndGet(bucketOf(Math.max(0, nanos)));
    }

    private static int bucketOf(long nanos) {
        if (nanos < SUBS) {
            return (int) nanos;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int sub = (int) (nanos >>> (exponent - SUB_BITS)) & (SUBS - 1);
        return (exponent - SUB_BITS + 1) * SUBS + sub;
    }

    /** The largest duration that falls into a bucket. */
    private static long upperEnd(int bucket) {
        if (bucket < SUBS) {
            return bucket;
        }
        int shift = bucket / SUBS - 1;
        return ((long) (SUBS + bucket % SUBS + 1) << shift) - 1;
    }

    LatencySummary summary() {
        long[] counts = new long[buckets.length()];
        long calls = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets.get(i);
            calls += counts[i];
        }
        return new LatencySummary(
                calls,
                quantile(counts, calls, 0.5),
                quantile(counts, calls, 0.95),
                quantile(counts, calls, 0.99),
                quantile(counts, calls, 1));
    }

    private static Duration quantile(long[] counts, long calls, double share) {
        long wanted = (long) Math.ceil(calls * share);
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Duration.ofNanos(upperEnd(i));
            }
        }
        return Duration.ZERO;
    }
}
