package io.mlpipeline.models.timeseries.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.report.HtmlReport;
import io.mlpipeline.api.report.Report;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import io.mlpipeline.models.timeseries.arima.FittedArima;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.decomposition.Decomposition;
import io.mlpipeline.models.timeseries.decomposition.Stl;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastReportTest {
    private final TimeSeries series = monthly(120);
    private final FittedArima fitted = Arima.of(ArimaOrder.airline()).fit(series);

    @TempDir
    private Path folder;

    @Test
    void tellsEverythingOnOnePage() {
        String page = HtmlReport.render(report());

        assertThat(page)
                .contains("Monthly sales", "Forecast by ARIMA(0,1,1)(0,1,1)[12]", "80 % interval", "95 % interval")
                .contains("Strength of the trend", "season", "remainder")
                .contains("Autocorrelation by lag", "95 % of what chance gives", "Ljung and Box", "normal distribution")
                .contains("mase by step of the horizon", "p (Diebold-Mariano)", "seasonal naive", "2030-01-01")
                .doesNotContain("NaN")
                .doesNotContain("http://")
                .doesNotContain("https://");
        // For a look at the page: -Dmlpipeline.report.file=/somewhere/forecast.html
        HtmlReport.write(
                report(),
                Path.of(System.getProperty(
                        "mlpipeline.report.file",
                        folder.resolve("forecast.html").toString())));
    }

    private Report report() {
        BacktestResult result = Backtest.builder(12)
                .origins(6)
                .step(3)
                .build()
                .run(
                        series,
                        Candidates.of(SeasonalNaive.withDefaults(), Theta.standard(), Drift.withDefaults())
                                .and("ARIMA", Arima.of(ArimaOrder.airline())));
        return ForecastReport.of("Monthly sales")
                .forecast(series, fitted.forecast(24))
                .decomposition(series, decomposition())
                .residuals(fitted.residuals(), 12, 2)
                .backtest(result, ForecastMeasure.MASE, ForecastMeasure.coverage(0.95))
                .build();
    }

    @Test
    void refusesPartsThatDoNotBelongTogether() {
        ForecastReport report = ForecastReport.of("Sales");

        assertThatThrownBy(() -> report.forecast(monthly(60), fitted.forecast(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("show the series that it was learned from");
        assertThatThrownBy(() -> report.decomposition(monthly(60), decomposition()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("120 steps, but the series 60");
        assertThatThrownBy(() -> report.residuals(new double[] {1, 2, Double.NaN}, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 residuals are present");
        assertThatThrownBy(() -> report.residuals(new double[20], 0, 0)).hasMessageContaining("season is 0");
    }

    @Test
    void showsResidualsThatDoNotVary() {
        String page = HtmlReport.render(
                ForecastReport.of("Flat").residuals(new double[20], 1, 0).build());

        assertThat(page).contains("Autocorrelation by lag").doesNotContain("NaN");
    }

    private Decomposition decomposition() {
        return Stl.periodic().decompose(series);
    }

    private static TimeSeries monthly(int length) {
        SplittableRandom random = new SplittableRandom(8);
        double[] values = new double[length];
        double level = 200;
        for (int t = 0; t < length; t++) {
            level += 1 + random.nextDouble(-4, 4);
            values[t] = level + 30 * Math.sin(t * Math.PI / 6) + random.nextDouble(-8, 8);
        }
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }
}
