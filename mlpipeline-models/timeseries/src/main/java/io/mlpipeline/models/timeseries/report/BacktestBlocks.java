package io.mlpipeline.models.timeseries.report;

import io.mlpipeline.api.report.Block;
import io.mlpipeline.api.report.LineChart;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.api.report.Tone;
import io.mlpipeline.api.report.XValues;
import io.mlpipeline.models.timeseries.backtest.BacktestComparison;
import io.mlpipeline.models.timeseries.backtest.BacktestFailure;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.DieboldMariano;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A backtest as blocks of a report. */
final class BacktestBlocks {
    private static final int FAILURES_SHOWN = 20;

    private final BacktestResult result;
    private final List<ForecastMeasure> measures = new ArrayList<>();
    private final BacktestComparison comparison;

    BacktestBlocks(BacktestResult result, ForecastMeasure first, ForecastMeasure... more) {
        this.result = result;
        this.measures.add(first);
        this.measures.addAll(List.of(more));
        this.comparison = result.compare(first, more);
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>(List.of(table()));
        measures.forEach(measure -> blocks.add(byStep(measure)));
        if (!result.failures().isEmpty()) {
            blocks.add(failures());
        }
        return blocks;
    }

    private Table table() {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("Forecaster")));
        comparison.measures().forEach(name -> columns.add(TableColumn.number(name)));
        columns.add(TableColumn.number("Failures"));
        columns.add(TableColumn.number("Fallbacks"));
        columns.add(TableColumn.number("p (Diebold-Mariano)"));
        Table.Builder table = Table.builder(
                "On " + comparison.cases() + " forecasts of " + result.horizon() + " steps",
                columns.toArray(TableColumn[]::new));
        for (BacktestComparison.Row row : comparison.rows()) {
            List<Object> cells = new ArrayList<>(List.of(row.forecaster()));
            cells.addAll(row.scores());
            cells.add(row.failures());
            cells.add(row.fallbacks());
            cells.add(row.againstBest().map(DieboldMariano::pValue).orElse(Double.NaN));
            table.row(row.forecaster().equals(comparison.best()) ? Tone.STRONG : Tone.PLAIN, cells);
        }
        return table.build();
    }

    private LineChart byStep(ForecastMeasure measure) {
        double[] steps = new double[result.horizon()];
        Arrays.setAll(steps, step -> step + 1);
        LineChart.Builder chart = LineChart.builder(measure.name() + " by step of the horizon");
        for (BacktestComparison.Row row : comparison.rows()) {
            chart.series(row.forecaster(), XValues.numbers(steps), result.scoreByStep(row.forecaster(), measure));
        }
        return chart.build();
    }

    private Table failures() {
        int shown = Math.min(FAILURES_SHOWN, result.failures().size());
        Table.Builder table = Table.builder(
                shown + " of " + result.failures().size() + " forecasts that failed",
                TableColumn.text("Forecaster"),
                TableColumn.text("Series"),
                TableColumn.text("Origin"),
                TableColumn.text("Reason"));
        for (BacktestFailure each : result.failures().subList(0, shown)) {
            table.row(each.forecaster(), String.join(", ", each.key()), Stamps.text(each.origin()), each.reason());
        }
        return table.build();
    }
}
