package io.mlpipeline.models.timeseries.report;

import io.mlpipeline.api.report.Block;
import io.mlpipeline.api.report.LineChart;
import io.mlpipeline.api.report.Report;
import io.mlpipeline.api.report.Section;
import io.mlpipeline.api.report.SmallMultiples;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.PredictionInterval;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import io.mlpipeline.models.timeseries.decomposition.Decomposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A forecast on one page: the fan of its intervals, what the series is made of, what the residuals still hold, and how far errors grow
 * with the horizon. Not thread-safe.
 *
 * <pre>{@code
 * Report report = ForecastReport.of("Airline passengers")
 *         .forecast(series, fitted.forecast(24))
 *         .decomposition(series, Stl.periodic().decompose(series))
 *         .residuals(fitted.residuals(), series.seasonLength(), 2)
 *         .backtest(result, MASE, coverage(0.95))
 *         .build();
 * HtmlReport.write(report, Path.of("forecast.html"));
 * }</pre>
 */
public final class ForecastReport {
    private static final int HORIZONS_SHOWN = 3;
    private static final int LEAST_SHOWN = 40;

    private final String title;
    private final List<Section> sections = new ArrayList<>();

    private ForecastReport(String title) {
        this.title = title;
    }

    /**
     * Starts a report.
     *
     * @param title what it is about, not blank
     * @return a report to be added to, in reading order
     */
    public static ForecastReport of(String title) {
        return new ForecastReport(title);
    }

    /**
     * Adds the end of a series and its forecast as a fan of intervals, with the numbers in a table.
     *
     * @param history the series
     * @param forecast its forecast
     * @return this report
     * @throws IllegalArgumentException if the forecast does not start where the series ends
     */
    public ForecastReport forecast(TimeSeries history, Forecast forecast) {
        if (!forecast.stamp(1).equals(history.stamp(history.length()))) {
            throw new IllegalArgumentException(
                    "the forecast starts at " + forecast.stamp(1) + ", but the series ends before "
                            + history.stamp(history.length()) + ": show the series that it was learned from");
        }
        int shown = Math.min(history.length(), Math.max(LEAST_SHOWN, HORIZONS_SHOWN * forecast.steps()));
        TimeSeries end = history.slice(history.length() - shown, history.length());
        LineChart.Builder chart = LineChart.builder("Forecast by " + forecast.method())
                .series("values", Stamps.of(end), end.values())
                .series("forecast", Stamps.of(forecast), forecast.means());
        for (int i = forecast.levels().size() - 1; i >= 0; i--) {
            double level = forecast.levels().get(i);
            chart.band(
                    percent(level) + " interval",
                    Stamps.of(forecast),
                    bounds(forecast, level, false),
                    bounds(forecast, level, true));
        }
        sections.add(Section.of("Forecast", List.of(chart.build(), numbers(forecast))));
        return this;
    }

    private static double[] bounds(Forecast forecast, double level, boolean upper) {
        double[] bounds = new double[forecast.steps()];
        Arrays.setAll(bounds, step -> {
            PredictionInterval interval = forecast.interval(step + 1, level);
            return upper ? interval.upper() : interval.lower();
        });
        return bounds;
    }

    /** With the widest intervals alone, so that a step is one line on a narrow screen too. */
    private static Table numbers(Forecast forecast) {
        List<Double> widest = forecast.levels().isEmpty()
                ? List.of()
                : List.of(forecast.levels().get(forecast.levels().size() - 1));
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("Step"), TableColumn.number("Mean")));
        for (double level : widest) {
            columns.add(TableColumn.number(percent(level) + " from"));
            columns.add(TableColumn.number("to"));
        }
        String caption =
                forecast.fallback().map(reason -> "Fallback: " + reason).orElse("Steps");
        Table.Builder table = Table.builder(caption, columns.toArray(TableColumn[]::new));
        for (int step = 1; step <= forecast.steps(); step++) {
            List<Object> cells = new ArrayList<>(List.of(Stamps.text(forecast.stamp(step)), forecast.mean(step)));
            for (double level : widest) {
                PredictionInterval interval = forecast.interval(step, level);
                cells.add(interval.lower());
                cells.add(interval.upper());
            }
            table.row(cells.toArray());
        }
        return table.build();
    }

    private static String percent(double level) {
        String text = String.format(Locale.ROOT, "%.1f", 100 * level);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }

    /**
     * Adds what a series is made of.
     *
     * @param series the series
     * @param parts its decomposition, as long
     * @return this report
     * @throws IllegalArgumentException if they differ in length
     */
    public ForecastReport decomposition(TimeSeries series, Decomposition parts) {
        if (parts.trend().length != series.length()) {
            throw new IllegalArgumentException("the decomposition has " + parts.trend().length
                    + " steps, but the series " + series.length() + ": show the series that it was made from");
        }
        List<LineChart> charts = List.of(
                line("series", series, series.values()),
                line("trend", series, parts.trend()),
                line("season", series, parts.seasonal()),
                line("remainder", series, parts.remainder()));
        String strengths = String.format(
                Locale.ROOT,
                "Strength of the trend %.2f, of the season %.2f",
                parts.trendStrength(),
                parts.seasonalStrength());
        sections.add(Section.of("Decomposition", List.of(SmallMultiples.of(strengths, charts))));
        return this;
    }

    private static LineChart line(String name, TimeSeries series, double[] values) {
        return LineChart.builder(name).series(name, Stamps.of(series), values).build();
    }

    /**
     * Adds what the residuals of a fit still hold: their course, autocorrelations, distribution and the test of Ljung and Box.
     *
     * @param residuals the residuals in order, {@code NaN} where missing, at least 8 present
     * @param season the number of steps in a season, 1 for none
     * @param coefficients how many ARMA coefficients were fitted, 0 for other methods
     * @return this report
     */
    public ForecastReport residuals(double[] residuals, int season, int coefficients) {
        sections.add(Section.of(
                "Residuals", Residuals.of(residuals, season, coefficients).blocks()));
        return this;
    }

    /**
     * Adds a backtest: the candidates side by side, each measure by step of the horizon, and what failed.
     *
     * @param result the backtest
     * @param first the measure that ranks
     * @param more further measures
     * @return this report
     */
    public ForecastReport backtest(BacktestResult result, ForecastMeasure first, ForecastMeasure... more) {
        List<Block> blocks = new BacktestBlocks(result, first, more).blocks();
        sections.add(Section.of("Backtest", blocks));
        return this;
    }

    /**
     * Builds the report; more may be added and it may be built again.
     *
     * @return an immutable report of what was added so far
     */
    public Report build() {
        Report.Builder report = Report.builder(title);
        sections.forEach(report::section);
        return report.build();
    }
}
