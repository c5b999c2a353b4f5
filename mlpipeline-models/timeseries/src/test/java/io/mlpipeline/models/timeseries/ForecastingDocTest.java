package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.storage.ForecasterJson;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Runs what {@code docs/forecasting.md} shows. */
class ForecastingDocTest {
    @Test
    void doesWhatTheDocumentationShows() {
        double[] values = new double[60];
        Arrays.setAll(values, t -> 100 + t + 10 * Math.sin(t * Math.PI / 6) + Math.cos(t * t));
        TimeSeries nextMonth = TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2025, 1, 1, 0, 0), 160);

        TimeSeries sales = TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
        FittedForecaster fitted = Combination.withDefaults().fit(sales);
        Forecast forecast = fitted.forecast(12);
        double high = forecast.interval(3, 0.95).upper();

        FittedForecaster moved = fitted.update(nextMonth);
        String json = ForecasterJson.write(moved);

        assertThat(high).isGreaterThan(forecast.mean(3));
        assertThat(ForecasterJson.read(json).forecast(1).stamp(1)).isEqualTo(LocalDateTime.of(2025, 2, 1, 0, 0));
    }
}
