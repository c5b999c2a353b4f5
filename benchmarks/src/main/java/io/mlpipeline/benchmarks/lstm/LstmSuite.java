package io.mlpipeline.benchmarks.lstm;

import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.benchmarks.forecast.LstmCost;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.models.deep.Lstm;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestComparison;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import io.mlpipeline.models.timeseries.sequence.CalendarFeature;
import io.mlpipeline.models.timeseries.sequence.SequenceForecaster;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.xgboost.Objective;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * Rolling origins on real demand: an LSTM beside what else there is. Global models learn once from what came before the first origin;
 * methods for one series are fitted anew at each. Settings were chosen on the eight weeks before the first origin.
 */
public final class LstmSuite implements Suite {
    private static final LocalDate ITEMS_FROM = LocalDate.of(2011, 10, 15);
    private static final int ITEMS = 100;
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int WEEK_OF_HOURS = 168;
    /** How many weeks at the end are left out: 0 to judge, 8 to choose settings. */
    private static final int LEFT_OUT = Integer.getInteger("mlpipeline.lstm.weeksLeftOut", 0);

    /** Creates the suite. */
    public LstmSuite() {}

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public String about() {
        return "an LSTM for many series beside other forecasters on bikes by the hour and items by the day; what a forecast costs";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        LstmCost.run(report, quick);
        bikes(report, quick);
        items(report, quick);
    }

    private static void bikes(Report report, boolean quick) throws Exception {
        Panel panel = withoutEnd(Demand.bikes(), LEFT_OUT * WEEK_OF_HOURS);
        int origins = quick ? 14 : 56;
        Panel before = withoutEnd(panel, origins * HOURS);
        PanelForecaster lstm = SequenceForecaster.builder(network(quick, HOURS * 28), WEEK_OF_HOURS, HOURS)
                .calendar(CalendarFeature.HOUR_OF_DAY, CalendarFeature.DAY_OF_WEEK)
                .shape(shape ->
                        shape.seasons(HOURS, WEEK_OF_HOURS).logarithm(true).nonNegative(true))
                .build();
        PanelForecaster trees = new BoostedLags(trees(), List.of(HOURS, WEEK_OF_HOURS), 4 * WEEK_OF_HOURS, HOURS, 6);
        Candidates candidates = Candidates.of(List.of())
                .and("seasonal naive [24]", new EachAlone("", SeasonalNaive.withDefaults(), HOURS, 4 * WEEK_OF_HOURS))
                .and(
                        "seasonal naive [168]",
                        new EachAlone("", SeasonalNaive.withDefaults(), WEEK_OF_HOURS, 4 * WEEK_OF_HOURS))
                .and("seasonal naive x growth", new GrownSeason(WEEK_OF_HOURS, 2 * HOURS))
                .and("ETS", new EachAlone("", Ets.automatic(), HOURS, 4 * WEEK_OF_HOURS))
                .and("auto ARIMA", new EachAlone("", AutoArima.withDefaults(), HOURS, 4 * WEEK_OF_HOURS))
                .and("XGBoost on lags", trained("XGBoost on lags", trees, before, report))
                .and("LSTM", trained("LSTM", lstm, before, report));
        BacktestResult result = Backtest.builder(HOURS)
                .origins(origins)
                .step(HOURS)
                .knownAhead("holiday", "workingday")
                .build()
                .run(panel, candidates);
        judge(report, "bike_sharing, 24 hours ahead from " + origins + " midnights", "bikes", result);
    }

    private static void items(Report report, boolean quick) throws Exception {
        Panel all = Demand.items(quick ? 20 : ITEMS, ITEMS_FROM.minusWeeks(LEFT_OUT));
        Panel panel = withoutEnd(all, LEFT_OUT * DAYS);
        int origins = 8;
        Panel before = withoutEnd(panel, origins * DAYS);
        PanelForecaster lstm = SequenceForecaster.builder(network(quick, DAYS * 4), 8 * DAYS, DAYS)
                .calendar(CalendarFeature.DAY_OF_WEEK)
                .staticKeys("item")
                .shape(shape -> shape.seasons(DAYS).logarithm(true).nonNegative(true))
                .build();
        PanelForecaster trees = new BoostedLags(trees(), List.of(DAYS), 8 * DAYS, DAYS, 1);
        Candidates candidates = Candidates.of(List.of())
                .and("seasonal naive", new EachAlone("", SeasonalNaive.withDefaults(), DAYS, 1000))
                .and("seasonal naive x growth", new GrownSeason(DAYS, 4 * DAYS))
                .and("ETS", new EachAlone("", Ets.automatic(), DAYS, 1000))
                .and("auto ARIMA", new EachAlone("", AutoArima.withDefaults(), DAYS, 1000))
                .and("XGBoost on lags", trained("XGBoost on lags", trees, before, report))
                .and("LSTM", trained("LSTM", lstm, before, report));
        BacktestResult result =
                Backtest.builder(DAYS).origins(origins).step(DAYS).build().run(panel, candidates);
        judge(report, "Online Retail, " + panel.size() + " items, 7 days ahead from 8 weeks", "items", result);
    }

    private static Lstm network(boolean quick, int validationSteps) {
        return Lstm.builder()
                .hidden(32)
                .units(32)
                .epochs(Integer.getInteger("mlpipeline.lstm.epochs", quick ? 6 : 30))
                .samplesPerEpoch(quick ? 4_000 : 16_000)
                .learningRate(Double.parseDouble(System.getProperty("mlpipeline.lstm.rate", "0.005")))
                .weightDecay(Double.parseDouble(System.getProperty("mlpipeline.lstm.decay", "0.0001")))
                .validationSteps(validationSteps)
                .seed(1)
                .gpu(false)
                .onProgress(LstmSuite::show)
                .build();
    }

    private static void show(TrainingProgress progress) {
        if (Boolean.getBoolean("mlpipeline.lstm.verbose")) {
            System.out.println(progress);
        }
    }

    private static XGBoostRegressor trees() {
        return XGBoostRegressor.builder()
                .objective(Objective.ABSOLUTE_ERROR)
                .trees(300)
                .maxDepth(6)
                .learningRate(0.05)
                .seed(1)
                .build();
    }

    private static PanelForecaster trained(String name, PanelForecaster forecaster, Panel before, Report report) {
        long start = System.nanoTime();
        PanelForecaster trained = new Pretrained(name, forecaster.fit(before));
        report.line(String.format(Locale.ROOT, "%s: trained in %.0f s", name, (System.nanoTime() - start) / 1e9));
        return trained;
    }

    /** The panel without the last steps before its latest end. */
    private static Panel withoutEnd(Panel panel, int steps) {
        if (steps == 0) {
            return panel;
        }
        LocalDateTime end = panel.stampBeforeEnd(steps);
        return panel.map((key, series) -> {
            int length = 0;
            while (length < series.length() && series.stamp(length).isBefore(end)) {
                length++;
            }
            return length == 0 ? null : series.slice(0, length);
        });
    }

    private static void judge(Report report, String title, String figure, BacktestResult result) {
        BacktestComparison table = result.compare(
                ForecastMeasure.WAPE, ForecastMeasure.MASE, ForecastMeasure.RMSE, ForecastMeasure.coverage(0.8));
        report.line("");
        report.line(title);
        report.line(table.toString());
        result.failures().stream().limit(3).forEach(failure -> report.line(failure.toString()));
        report.figure("forecast.lstm." + figure + ".wape", result.score("LSTM", ForecastMeasure.WAPE), "WAPE");
    }
}
