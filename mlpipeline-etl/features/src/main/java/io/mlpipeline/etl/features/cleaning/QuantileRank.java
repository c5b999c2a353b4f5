package io.mlpipeline.etl.features.cleaning;

import java.io.Serializable;
import java.util.stream.Stream;

/**
 * Which of the values in their order a quantile asks for. A quantile that is interpolated lies between two of them (type 7 of
 * Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996: what R and NumPy do unless told otherwise, and what SQL
 * calls {@code percentile_cont}); one that is a value of the data asks for one (their type 1).
 *
 * @param share 0 to 1
 * @param side which value
 */
record QuantileRank(double share, Side side) implements Serializable {
    enum Side {
        /** The smallest value at or below which at least the share of all values lies. */
        REACHES,
        /** The value that an interpolated quantile lies at or above. */
        BELOW,
        /** The value that an interpolated quantile lies at or below. */
        ABOVE
    }

    /** What an interpolated quantile lies between. */
    static Stream<QuantileRank> around(double share) {
        return Stream.of(new QuantileRank(share, Side.BELOW), new QuantileRank(share, Side.ABOVE));
    }

    /** The rank from 1 among a number of values, at least one. */
    long among(long total) {
        double steps = share * (total - 1);
        return switch (side) {
            case REACHES -> Math.max(1, (long) Math.ceil(share * total));
            case BELOW -> 1 + (long) Math.floor(steps);
            case ABOVE -> 1 + (long) Math.ceil(steps);
        };
    }

    /** The quantile of a number of values, given the two that it lies between. */
    static double interpolated(double share, long total, double below, double above) {
        double steps = share * (total - 1);
        return below + (above - below) * (steps - Math.floor(steps));
    }
}
