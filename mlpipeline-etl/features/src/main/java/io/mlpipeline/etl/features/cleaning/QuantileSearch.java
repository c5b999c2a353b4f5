package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.profile.ValueHistogram;
import java.io.Serializable;

/**
 * The search for the exact value of one rank in a few passes over the values: each pass counts the values in a range by a histogram of
 * bounded size and narrows the range to the bucket that holds it, until a histogram is exact. Immutable.
 *
 * @param center values are searched by their distance from it; {@code NaN} for the values themselves
 * @param wanted which value
 * @param from the smallest value of the range
 * @param to the largest
 * @param rank its rank within the range, from 1; 0 before the first pass
 * @param isDone whether {@code from} is that value
 */
record QuantileSearch(double center, QuantileRank wanted, double from, double to, long rank, boolean isDone)
        implements Serializable {

    static QuantileSearch of(double center, QuantileRank wanted) {
        return new QuantileSearch(center, wanted, -Double.MAX_VALUE, Double.MAX_VALUE, 0, false);
    }

    /** What a pass counts: searches of one range share it. */
    record Range(double center, double from, double to) implements Serializable {
        /** The value as it is counted; {@code NaN} if it lies outside. */
        double counted(double value) {
            double at = Double.isNaN(center) ? value : Math.abs(value - center);
            return at >= from && at <= to ? at : Double.NaN;
        }
    }

    Range range() {
        return new Range(center, from, to);
    }

    /** Narrows the range by the counts of all values in it. */
    QuantileSearch narrowed(ValueHistogram counts) {
        if (counts.size() == 0) {
            return new QuantileSearch(center, wanted, Double.NaN, Double.NaN, 0, true);
        }
        long target = rank > 0 ? rank : wanted.among(counts.total());
        long before = 0;
        int bucket = 0;
        while (before + counts.count(bucket) < target) {
            before += counts.count(bucket++);
        }
        double nearest = counts.value(bucket);
        if (counts.precisionBits() == 52) {
            return new QuantileSearch(center, wanted, nearest, nearest, target - before, true);
        }
        // A bucket's values agree in their first bits, so the others, all set, give the value farthest from zero.
        long rest = (1L << (52 - counts.precisionBits())) - 1;
        double farthest = Double.longBitsToDouble(Double.doubleToRawLongBits(nearest) | rest);
        double low = nearest < 0 ? farthest : nearest == 0 ? -farthest : nearest;
        return new QuantileSearch(center, wanted, low, nearest < 0 ? nearest : farthest, target - before, false);
    }
}
