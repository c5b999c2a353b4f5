package io.mlpipeline.api.report;

import java.util.List;

/** The rectangle inside the axes, with its vertical axis on the left. */
final class PlotArea {
    private static final double TOP = 10;
    private static final double BOTTOM = 26;
    private static final double RIGHT = 10;
    private static final double LABEL_GAP = 8;

    private final ChartSize size;
    private final List<Tick> ticks;
    private final LinearScale y;

    PlotArea(ChartSize size, Range yRange, List<Tick> ticks) {
        this.size = size;
        this.ticks = ticks;
        this.y = new LinearScale(yRange, size.height() - BOTTOM, TOP);
    }

    double left() {
        return ticks.stream().mapToDouble(Tick::width).max().orElse(0) + LABEL_GAP;
    }

    double right() {
        return size.width() - RIGHT;
    }

    double bottom() {
        return y.from();
    }

    LinearScale y() {
        return y;
    }

    LinearScale x(Range range) {
        return new LinearScale(range, left(), right());
    }

    void writeGrid(Svg svg) {
        for (Tick tick : ticks) {
            double at = y.at(tick.value());
            svg.line("grid", left(), at, right(), at);
            svg.label("end", left() - LABEL_GAP + 2, at + 4, tick.label());
        }
        double base = y.values().low() <= 0 && y.values().high() >= 0 ? y.at(0) : bottom();
        svg.line("axis", left(), base, right(), base);
    }

    void writeXTicks(Svg svg, LinearScale x, List<Tick> xTicks) {
        for (Tick tick : xTicks) {
            double at = x.at(tick.value());
            svg.line("axis", at, bottom(), at, bottom() + 4);
            svg.label("middle", tick.middle(x, size.width()), bottom() + 19, tick.label());
        }
    }
}
