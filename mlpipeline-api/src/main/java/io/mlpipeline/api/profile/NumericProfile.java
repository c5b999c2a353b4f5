package io.mlpipeline.api.profile;

import java.io.Serializable;

/**
 * The summary of a numeric column.
 *
 * @param name the column's name
 * @param count the number of finite values
 * @param missing the number of rows without a value, infinite values included
 * @param mean their mean; {@code NaN} without values
 * @param variance their unbiased variance; {@code NaN} with fewer than two
 * @param min the smallest; {@code NaN} without values
 * @param max the largest; {@code NaN} without values
 * @param histogram how they are distributed
 */
public record NumericProfile(
        String name,
        long count,
        long missing,
        double mean,
        double variance,
        double min,
        double max,
        ValueHistogram histogram)
        implements ColumnProfile {

    /** Collects values; mergeable, independent of their order. Not thread-safe. */
    public static final class Accumulator implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Moments moments = new Moments();
        private final ValueHistogram.Accumulator histogram = new ValueHistogram.Accumulator();
        private long missing;

        /** Creates an empty accumulator. */
        public Accumulator() {}

        /**
         * Adds a value.
         *
         * @param value any number; those that are not finite or exceed 1e150 in magnitude count as missing
         */
        public void add(double value) {
            if (!(Math.abs(value) <= 1e150)) {
                missing++;
                return;
            }
            moments.add(value);
            histogram.add(value);
        }

        /**
         * Adds all values of another accumulator.
         *
         * @param other the other accumulator, left as it is
         */
        public void merge(Accumulator other) {
            moments.merge(other.moments);
            histogram.merge(other.histogram);
            missing += other.missing;
        }

        /**
         * Builds the summary; the accumulator may go on.
         *
         * @param name the column's name
         * @return the summary of the values so far
         */
        public NumericProfile build(String name) {
            return new NumericProfile(
                    name,
                    moments.count(),
                    missing,
                    moments.mean(),
                    moments.variance(),
                    moments.min(),
                    moments.max(),
                    histogram.build());
        }
    }
}
