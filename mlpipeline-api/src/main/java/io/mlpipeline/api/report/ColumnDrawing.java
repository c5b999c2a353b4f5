package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws two columns a bin, side by side, over an axis of bin edges. */
final class ColumnDrawing {
    private static final double BIN_SHARE = 0.84;

    private final String title;
    private final double[] edges;
    private final double[] reference;
    private final double[] current;

    ColumnDrawing(String title, double[] edges, double[] reference, double[] current) {
        this.title = title;
        this.edges = edges;
        this.reference = reference;
        this.current = current;
    }

    void writeTo(Markup out, ChartSize size) {
        Range shares = new Range(0, Math.max(largest(reference), largest(current)));
        NiceTicks yTicks = NiceTicks.around(shares, size.yTicks());
        PlotArea area = new PlotArea(size, yTicks.range(), yTicks.labelled(AxisLabels.percent(yTicks.step())));
        LinearScale x = area.x(new Range(0, reference.length));
        size.open(out, size.height(), "Reference and current share in " + reference.length + " bins: " + title + ".");
        Svg svg = new Svg(out);
        area.writeGrid(svg);
        area.writeXTicks(svg, x, edgeTicks(x, size.width()));
        double width = (x.at(1) - x.at(0)) * BIN_SHARE / 2;
        for (int i = 0; i < reference.length; i++) {
            double middle = x.at(i + 0.5);
            writeColumn(svg, "ref", reference[i], tooltip(i), middle - width, width, area.y());
            writeColumn(svg, "c1", current[i], tooltip(i), middle, width, area.y());
        }
        out.close("svg");
    }

    private static void writeColumn(
            Svg svg, String cssClass, double share, String tooltip, double left, double width, LinearScale y) {
        svg.bar("bar " + cssClass, left, y.at(share), width, y.at(0) - y.at(share), tooltip);
    }

    private String tooltip(int bin) {
        return NumberText.significant(edges[bin]) + " to " + NumberText.significant(edges[bin + 1]) + ": reference "
                + NumberText.percent(reference[bin], 1) + ", current " + NumberText.percent(current[bin], 1);
    }

    /** Every edge, or every second, third, ... as far as there is room. */
    private List<Tick> edgeTicks(LinearScale x, double drawingWidth) {
        for (int every = 1; every < edges.length; every++) {
            List<Tick> ticks = new ArrayList<>();
            for (int i = 0; i < edges.length; i += every) {
                ticks.add(new Tick(i, NumberText.significant(edges[i])));
            }
            if (Tick.fit(ticks, x, drawingWidth)) {
                return ticks;
            }
        }
        return List.of();
    }

    private static double largest(double[] shares) {
        return Arrays.stream(shares).max().orElse(0);
    }
}
