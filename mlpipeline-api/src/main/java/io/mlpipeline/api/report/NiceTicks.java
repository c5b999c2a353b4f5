package io.mlpipeline.api.report;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.LongStream;

/**
 * Round positions on a numeric axis: multiples of 1, 2 or 5 times a power of ten.
 *
 * <p>Source: P. S. Heckbert, "Nice numbers for graph labels", Graphics Gems, Academic Press 1990, pp. 61-63.
 */
final class NiceTicks {
    private static final int FEWEST = 2;

    private final double step;
    private final long first;
    private final long last;

    private NiceTicks(double step, long first, long last) {
        this.step = step;
        this.first = first;
        this.last = last;
    }

    /** Ticks that enclose the range, about {@code count} of them. */
    static NiceTicks around(Range range, int count) {
        double step = step(range, count);
        return new NiceTicks(
                step, (long) Math.floor(range.low() / step + 1e-9), (long) Math.ceil(range.high() / step - 1e-9));
    }

    /** Ticks within the range, about {@code count} of them; there may be none. */
    static NiceTicks within(Range range, int count) {
        double step = step(range, count);
        return new NiceTicks(
                step, (long) Math.ceil(range.low() / step - 1e-9), (long) Math.floor(range.high() / step + 1e-9));
    }

    double step() {
        return step;
    }

    Range range() {
        return new Range(first * step, last * step);
    }

    double[] values() {
        return LongStream.rangeClosed(first, last)
                .mapToDouble(index -> index * step)
                .toArray();
    }

    List<Tick> labelled(DoubleFunction<String> label) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(index -> new Tick(index * step, label.apply(index * step)))
                .toList();
    }

    List<Tick> labelled() {
        return labelled(AxisLabels.of(range(), step));
    }

    private static double step(Range range, int count) {
        double length = nice((range.high() - range.low()), false);
        return nice(length / (Math.max(FEWEST, count) - 1), true);
    }

    /** The nice number nearest to a positive number, or the smallest one above it. */
    private static double nice(double value, boolean nearest) {
        double power = powerOfTen((int) Math.floor(StrictMath.log10(value)));
        double fraction = value / power;
        if (nearest) {
            return (fraction < 1.5 ? 1 : fraction < 3 ? 2 : fraction < 7 ? 5 : 10) * power;
        }
        return (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10) * power;
    }

    /** Exact where it can be: parsing rounds once. */
    private static double powerOfTen(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }
}
