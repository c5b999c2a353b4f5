package io.mlpipeline.drift.anomaly;

import io.mlpipeline.drift.statistics.Sample;
import java.util.Arrays;

/** Checks of limits, and distances. */
final class Limits {
    private Limits() {}

    static double positive(String what, double limit) {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The limit of the " + what + " must be above 0, got " + limit);
        }
        return limit;
    }

    static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "A detector takes finite numbers, got " + value + ". Maybe leave missing values out");
        }
    }

    static int atLeast(String what, int fewest, int value) {
        if (value < fewest) {
            throw new IllegalArgumentException("The " + what + " must be " + fewest + " or more, got " + value);
        }
        return value;
    }

    /** The finite values' absolute distances from a centre. */
    static Sample distances(double[] values, double centre) {
        return Sample.of(
                Arrays.stream(values).map(value -> Math.abs(value - centre)).toArray());
    }

    /** The score of a value that lies so far from a centre, on a scale that may be zero. */
    static double scaled(double distance, double scale) {
        if (Double.isNaN(distance) || distance == 0) {
            return distance;
        }
        return scale == 0 ? Math.copySign(Double.POSITIVE_INFINITY, distance) : distance / scale;
    }
}
