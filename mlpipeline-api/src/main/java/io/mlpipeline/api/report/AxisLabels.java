package io.mlpipeline.api.report;

import java.util.function.DoubleFunction;

/** How the numbers along one axis are written: all with the same unit and the same decimals. */
final class AxisLabels {
    private static final double NEEDS_UNIT = 10_000;
    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final int MOST_DECIMALS = 3;

    private AxisLabels() {}

    static DoubleFunction<String> of(Range range, double step) {
        double size = Math.max(Math.abs(range.low()), Math.abs(range.high()));
        if (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN) {
            return value -> isZero(value, step) ? "0" : NumberText.scientific(value);
        }
        Unit unit = Unit.of(size);
        if (size >= NEEDS_UNIT && decimals(step / unit.size) <= MOST_DECIMALS) {
            return value -> isZero(value, step)
                    ? "0"
                    : NumberText.fixed(value / unit.size, decimals(step / unit.size)) + unit.suffix;
        }
        return value -> isZero(value, step) ? "0" : NumberText.fixed(value, decimals(step));
    }

    static DoubleFunction<String> percent(double step) {
        return value -> NumberText.percent(isZero(value, step) ? 0 : value, decimals(step * 100));
    }

    private static boolean isZero(double value, double step) {
        return Math.abs(value) < step / 2;
    }

    /** As many as a step of 1, 2 or 5 times a power of ten needs. */
    private static int decimals(double step) {
        return (int) Math.max(0, Math.ceil(-StrictMath.log10(step) - 1e-9));
    }

    private enum Unit {
        ONE(1, ""),
        THOUSAND(1e3, "k"),
        MILLION(1e6, "M"),
        BILLION(1e9, "B"),
        TRILLION(1e12, "T");

        private final double size;
        private final String suffix;

        Unit(double size, String suffix) {
            this.size = size;
            this.suffix = suffix;
        }

        static Unit of(double size) {
            Unit fitting = ONE;
            for (Unit each : values()) {
                fitting = size >= each.size ? each : fitting;
            }
            return fitting;
        }
    }
}
