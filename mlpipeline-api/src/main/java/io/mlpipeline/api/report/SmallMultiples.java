package io.mlpipeline.api.report;

import java.util.List;

/** Many small line charts side by side, such as one an item. Each has its own axes. */
public final class SmallMultiples extends Block {
    private final String title;
    private final List<LineChart> charts;

    private SmallMultiples(String title, List<LineChart> charts) {
        this.title = title;
        this.charts = charts;
    }

    /**
     * Puts charts side by side.
     *
     * @param title what they show together, not blank
     * @param charts the charts in reading order
     * @return the block; if all charts have the same series, one legend serves all
     */
    public static SmallMultiples of(String title, List<LineChart> charts) {
        return new SmallMultiples(Arguments.notBlank("The title of small multiples", title), List.copyOf(charts));
    }

    @Override
    void writeTo(Markup out) {
        Figure.open(out, title, commonUnit());
        boolean sameLegend = charts.stream().map(LineChart::legend).distinct().count() == 1;
        if (sameLegend) {
            charts.get(0).legend().writeTo(out);
        }
        if (charts.isEmpty()) {
            out.element("p", "No data", "class", "none");
        }
        out.open("div", "class", "grid");
        charts.forEach(chart -> writeChart(out, chart, sameLegend));
        out.close("div").close("figure");
    }

    private void writeChart(Markup out, LineChart chart, boolean sameLegend) {
        Figure.open(out, chart.title(), commonUnit().isEmpty() ? chart.unit() : "");
        if (!sameLegend) {
            chart.legend().writeTo(out);
        }
        chart.writeDrawings(out, ChartSize.SMALL);
        out.close("figure");
    }

    private String commonUnit() {
        List<String> units = charts.stream().map(LineChart::unit).distinct().toList();
        return units.size() == 1 ? units.get(0) : "";
    }
}
