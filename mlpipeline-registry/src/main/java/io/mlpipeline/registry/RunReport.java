package io.mlpipeline.registry;

import io.mlpipeline.api.report.Block;
import io.mlpipeline.api.report.LineChart;
import io.mlpipeline.api.report.Report;
import io.mlpipeline.api.report.Section;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.api.report.Tone;
import io.mlpipeline.api.report.XValues;
import io.mlpipeline.registry.experiment.MetricPoint;
import io.mlpipeline.registry.experiment.RunComparison;
import io.mlpipeline.registry.experiment.RunComparison.Line;
import io.mlpipeline.registry.experiment.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Runs side by side as a page: two tables, and a chart for each metric that has steps. */
final class RunReport {
    private RunReport() {}

    static Report of(String title, RunComparison comparison, BiFunction<RunId, String, List<MetricPoint>> history) {
        Report.Builder report = Report.builder(title)
                .subtitle(String.join(
                        ", ", comparison.runs().stream().map(RunId::toString).toList()))
                .section(
                        "What differs",
                        table("Code, data, parameters, environment", comparison, comparison.differing()))
                .section("Metrics", table("Last values", comparison, comparison.metrics()));
        List<Block> charts = new ArrayList<>();
        for (Line metric : comparison.metrics()) {
            List<List<MetricPoint>> ways = comparison.runs().stream()
                    .map(run -> history.apply(run, metric.name()))
                    .toList();
            if (ways.stream().anyMatch(way -> way.size() > 1)) {
                charts.add(chart(metric.name(), comparison.runs(), ways));
            }
        }
        return (charts.isEmpty() ? report : report.section(Section.of("Metrics by step", charts))).build();
    }

    private static Table table(String caption, RunComparison comparison, List<Line> lines) {
        TableColumn[] columns = Stream.concat(
                        Stream.of(TableColumn.text("Of the run")),
                        comparison.runs().stream().map(run -> TableColumn.text(run.toString())))
                .toArray(TableColumn[]::new);
        Table.Builder table = Table.builder(caption, columns);
        for (Line line : lines) {
            List<String> cells = new ArrayList<>(List.of(line.name()));
            cells.addAll(line.values());
            table.row(Tone.PLAIN, cells);
        }
        return table.build();
    }

    private static LineChart chart(String metric, List<RunId> runs, List<List<MetricPoint>> ways) {
        LineChart.Builder chart = LineChart.builder(metric);
        for (int i = 0; i < runs.size(); i++) {
            List<MetricPoint> way = ways.get(i);
            if (!way.isEmpty()) {
                chart.series(
                        runs.get(i).toString(),
                        XValues.numbers(
                                way.stream().mapToDouble(MetricPoint::step).toArray()),
                        way.stream().mapToDouble(MetricPoint::value).toArray());
            }
        }
        return chart.build();
    }
}
