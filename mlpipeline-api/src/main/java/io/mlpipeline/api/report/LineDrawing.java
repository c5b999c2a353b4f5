package io.mlpipeline.api.report;

import java.util.stream.Collectors;

/** Draws a line chart that has at least one value. */
final class LineDrawing {
    private final LineChart chart;
    private final XAxis xAxis;

    LineDrawing(LineChart chart) {
        this.chart = chart;
        this.xAxis = XAxis.over(chart.positions());
    }

    void writeTo(Markup out, ChartSize size) {
        NiceTicks yTicks = NiceTicks.around(chart.values().withNearZero().widened(), size.yTicks());
        PlotArea area = new PlotArea(size, yTicks.range(), yTicks.labelled());
        LinearScale x = area.x(xAxis.range());
        size.open(out, size.height(), summary());
        Svg svg = new Svg(out);
        area.writeGrid(svg);
        area.writeXTicks(svg, x, xAxis.ticks(x, size.width()));
        chart.bands().forEach(band -> writeBand(svg, band, x, area.y()));
        for (int i = 0; i < chart.lines().size(); i++) {
            writeLine(svg, chart.lines().get(i), Palette.cssClass(i), x, area.y());
        }
        out.close("svg");
    }

    private static void writeBand(Svg svg, LineChart.Band band, LinearScale x, LinearScale y) {
        LinePath low = LinePath.of(band.x(), band.low(), x, y);
        svg.path("area", LinePath.of(band.x(), band.high(), x, y).areaTo(low));
    }

    private static void writeLine(Svg svg, LineChart.Line line, String cssClass, LinearScale x, LinearScale y) {
        LinePath path = LinePath.of(line.x(), line.y(), x, y);
        svg.path("line " + cssClass, path.lines());
        svg.path("dot " + cssClass, path.dots());
    }

    private String summary() {
        Range values = chart.values();
        String names = chart.lines().stream().map(LineChart.Line::name).collect(Collectors.joining(", "));
        return "Line chart: " + chart.title() + ". Series: " + names + ". From " + xAxis.from() + " to " + xAxis.to()
                + ", values " + NumberText.significant(values.low()) + " to " + NumberText.significant(values.high())
                + ".";
    }
}
