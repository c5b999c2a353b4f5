package io.mlpipeline.models.timeseries.lagged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.report.HtmlReport;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.SeriesReader;
import io.mlpipeline.models.timeseries.SeriesReader.Gaps;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestComparison;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.conformal.ConformalForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecasts;
import io.mlpipeline.models.timeseries.panel.PanelReader;
import io.mlpipeline.models.timeseries.panel.PanelRun;
import io.mlpipeline.models.timeseries.reconciliation.Hierarchy;
import io.mlpipeline.models.timeseries.reconciliation.Reconciliation;
import io.mlpipeline.models.timeseries.report.ForecastReport;
import io.mlpipeline.models.timeseries.selection.BestByBacktest;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/forecasting.md} shows of many series. */
class PanelDocTest {
    /** A row of the table. */
    public record Sale(String shop, String item, LocalDate day, double units) {}

    @Test
    void doesWhatTheDocumentationShows(@TempDir Path folder) {
        Frame frame = Frame.of(Sale.class, sales());
        Executor executor = Runnable::run;
        Estimator estimator = new LeastSquaresEstimator();

        SeriesReader columns = SeriesReader.of(Frequency.DAY, "day", "units")
                .withKeys("shop", "item")
                .withGaps(Gaps.ZERO);
        PanelReader.Reading reading = PanelReader.of(columns).read(frame);
        Hierarchy hierarchy = Hierarchy.over(reading.panel().keys()).total().by(0);
        Panel panel = hierarchy.aggregate(reading.panel());

        BacktestResult backtest = Backtest.builder(7)
                .origins(12)
                .gap(1)
                .on(executor, 4)
                .build()
                .run(
                        panel,
                        Candidates.of(SeasonalNaive.withDefaults(), Theta.standard())
                                .and(
                                        "lags",
                                        LagForecaster.builder(estimator, 8)
                                                .lags(1, 2, 7, 14)
                                                .build()));
        BacktestComparison table =
                backtest.compare(ForecastMeasure.MASE, ForecastMeasure.WAPE, ForecastMeasure.coverage(0.95));

        Forecaster best =
                BestByBacktest.of(7, 12, ForecastMeasure.MAE, List.of(Theta.standard(), SeasonalNaive.withDefaults()));
        PanelForecasts forecasts = PanelRun.of(ConformalForecaster.of(best, 7, 40), Horizon.of(7))
                .on(executor, 4)
                .run(panel);

        double[][] errors = Reconciliation.errors(hierarchy, backtest, "theta");
        Map<List<String>, Forecast> coherent =
                Reconciliation.shrinkage(hierarchy, errors).reconcile(forecasts.forecasts());

        Path file = folder.resolve("forecast.html");
        HtmlReport.write(
                ForecastReport.of("Units")
                        .backtest(backtest, ForecastMeasure.MASE)
                        .build(),
                file);

        assertThat(reading.failures()).isEmpty();
        assertThat(backtest.failures()).isEmpty();
        assertThat(table.rows()).hasSize(3);
        assertThat(forecasts.failures()).isEmpty();
        assertThat(coherent).hasSize(1 + 2 + 4);
        assertThat(coherent.get(List.of("*", "*")).mean(7))
                .isCloseTo(
                        coherent.get(List.of("north", "*")).mean(7)
                                + coherent.get(List.of("south", "*")).mean(7),
                        within(1e-9));
        assertThat(file).satisfies(each -> assertThat(Files.readString(each)).contains("mase by step"));
    }

    private static List<Sale> sales() {
        SplittableRandom random = new SplittableRandom(6);
        List<Sale> sales = new ArrayList<>();
        for (String shop : List.of("north", "south")) {
            for (String item : List.of("tea", "milk")) {
                for (int day = 0; day < 120; day++) {
                    double units = 20 + 5 * (day % 7) + random.nextDouble(-6, 6);
                    sales.add(new Sale(shop, item, LocalDate.of(2024, 1, 1).plusDays(day), units));
                }
            }
        }
        return sales;
    }
}
