package io.mlpipeline.drift.stream;

/** Checks of arguments. */
final class Values {
    private Values() {}

    static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "A detector takes finite numbers, got " + value + ". Maybe leave missing values out");
        }
        return value;
    }

    static double requireUnit(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("This detector takes numbers from 0 to 1, got " + value
                    + ". Maybe pass 1 for an error and 0 for a hit");
        }
        return value;
    }

    static double requireProbability(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("The " + name + " must be above 0 and below 1, got " + value);
        }
        return value;
    }
}
