package io.mlpipeline.models.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.sequence.CalendarFeature;
import io.mlpipeline.models.timeseries.sequence.FittedSequenceForecaster;
import io.mlpipeline.models.timeseries.sequence.SequenceForecaster;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code docs/forecasting.md} shows of the LSTM. */
class LstmPanelTest {
    private static Panel sales() {
        SplittableRandom random = new SplittableRandom(4);
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        for (String shop : List.of("north", "south")) {
            for (String sku : List.of("pen", "ink")) {
                double[] values = new double[160];
                Arrays.setAll(values, day -> Math.rint((20 + 5 * (day % 7)) * (0.8 + 0.4 * random.nextDouble())));
                series.put(
                        List.of(shop, sku), TimeSeries.of(Frequency.DAY, LocalDateTime.of(2026, 1, 5, 0, 0), values));
            }
        }
        return Panel.of(series);
    }

    @Test
    void doesWhatTheDocumentationShows(@TempDir Path folder) {
        Panel panel = sales();
        List<String> key = List.of("north", "ink");
        TimeSeries history = panel.series(key);

        var estimator = Lstm.builder()
                .hidden(32)
                .epochs(3)
                .validationSteps(28)
                .seed(7)
                .checkpoint(folder.resolve("lstm.json"))
                .build();
        var forecaster = SequenceForecaster.builder(estimator, 56, 14)
                .calendar(CalendarFeature.DAY_OF_WEEK)
                .staticKeys("shop", "sku")
                .shape(shape -> shape.seasons(7).logarithm(true).nonNegative(true))
                .build();
        FittedSequenceForecaster fitted = forecaster.fit(panel);
        Forecast forecast = fitted.forecast(key, history, Horizon.of(14));
        String json = fitted.toJson();

        assertThat(FittedSequenceForecaster.read(json)
                        .forecast(key, history, Horizon.of(14))
                        .means())
                .isEqualTo(forecast.means());
        for (int step = 1; step <= 14; step++) {
            double usual = 20 + 5 * ((160 + step - 1) % 7);
            assertThat(forecast.mean(step)).isBetween(0.7 * usual, 1.3 * usual);
            assertThat(forecast.interval(step, 0.8).lower()).isLessThanOrEqualTo(forecast.mean(step));
        }
    }

    @Test
    void forecastsSeriesThatItNeverSaw() {
        FittedSequenceForecaster fitted = SequenceForecaster.builder(
                        Lstm.builder().hidden(8).epochs(1).build(), 28, 7)
                .staticKeys("shop")
                .build()
                .fit(sales());
        double[] values = new double[60];
        Arrays.setAll(values, day -> 1e12 * (1 + day % 7));
        TimeSeries stranger = TimeSeries.of(Frequency.DAY, LocalDateTime.of(2026, 5, 4, 0, 0), values);

        Forecast forecast = fitted.forecast(List.of("west", "chalk"), stranger, Horizon.of(7));

        assertThat(Arrays.stream(forecast.means())).allMatch(mean -> Math.abs(mean) < 1e14);
    }
}
