package io.mlpipeline.api.report;

/** The smallest interval that holds some values. Empty at first; immutable. */
record Range(double low, double high) {
    static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private static final double LARGEST_DRAWN = 1e300;
    private static final double FLAT = 1e-9;

    /** Whether a value has a place in a chart; differences of larger ones overflow. */
    static boolean isDrawn(double value) {
        return Math.abs(value) <= LARGEST_DRAWN;
    }

    Range including(double value) {
        return isDrawn(value) ? new Range(Math.min(low, value), Math.max(high, value)) : this;
    }

    Range including(double[] values) {
        Range range = this;
        for (double value : values) {
            range = range.including(value);
        }
        return range;
    }

    boolean isEmpty() {
        return low > high;
    }

    /** With zero, when zero is near enough to make the better baseline. */
    Range withNearZero() {
        if (low > 0 && low < high / 2) {
            return new Range(0, high);
        }
        return high < 0 && high > low / 2 ? new Range(low, 0) : this;
    }

    /** Wide enough to be divided: a flat range grows by a tenth of its size to both sides, zero by one. */
    Range widened() {
        return widened(size() == 0 ? 1 : size() * 0.1);
    }

    /** Wide enough to be divided: a flat range grows to both sides. */
    Range widened(double by) {
        return high - low > size() * FLAT ? this : new Range(low - by, high + by);
    }

    private double size() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
