package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.season.FourierTerms;
import io.mlpipeline.models.timeseries.storage.ForecastBundle;
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

    @Test
    void describesLongSeasonsAsTheDocumentationShows() {
        double[] values = new double[168 * 3];
        Arrays.setAll(values, t -> 100 + 9 * Math.sin(2 * Math.PI * t / 168) + Math.cos(t * t));
        TimeSeries hours = TimeSeries.of(Frequency.HOUR, LocalDateTime.of(2026, 1, 1, 0, 0), values);

        FourierTerms week = FourierTerms.of(168, 5).and(24, 4);
        FittedForecaster load = AutoArima.withDefaults().fit(week.over(hours.withSeasonLength(1)));
        Forecast next = load.forecast(Horizon.of(48).withRegressors(week.after(hours, 48)));

        Bundle bundle = ForecastBundle.builder(Combination.withDefaults().fit(hours.withSeasonLength(1)), 24)
                .build();
        assertThat(next.mean(42)).isBetween(107.0, 111.0);
        assertThat(ForecastBundle.forecaster(bundle).forecast(24).steps()).isEqualTo(24);
    }
}
