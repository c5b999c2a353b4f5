package io.mlpipeline.models.core.tuning;

import java.util.function.BiConsumer;

/**
 * One thing that a search may choose. Inside, a choice is a coordinate: a number, its logarithm, or the position of an option.
 *
 * @param name its name
 * @param low the least coordinate
 * @param high the largest coordinate
 * @param options how many options there are; 0 for numbers
 * @param whole whether numbers are whole
 * @param log whether the coordinate is the logarithm
 * @param setter sets a number, or the option of a position
 */
record Parameter<B>(
        String name, double low, double high, int options, boolean whole, boolean log, BiConsumer<B, Double> setter) {
    boolean isChoice() {
        return options > 0;
    }

    double toCoordinate(double value) {
        return log ? StrictMath.log(value) : value;
    }

    /** The value at a coordinate within the range. */
    double toValue(double coordinate) {
        double value = log ? StrictMath.exp(coordinate) : coordinate;
        double rounded = whole || isChoice() ? Math.rint(value) : value;
        return Math.max(least(), Math.min(most(), rounded));
    }

    private double least() {
        return whole ? Math.rint(bare(low, 0.5)) : bare(low, 0);
    }

    private double most() {
        return whole ? Math.rint(bare(high, -0.5)) : bare(high, 0);
    }

    private double bare(double coordinate, double margin) {
        return (log ? StrictMath.exp(coordinate) : coordinate) + margin;
    }

    String describe() {
        return name
                + (isChoice() ? " of " + options + " options" : " in " + least() + ".." + most())
                + (whole ? ", whole" : "")
                + (log ? ", by logarithm" : "");
    }
}
