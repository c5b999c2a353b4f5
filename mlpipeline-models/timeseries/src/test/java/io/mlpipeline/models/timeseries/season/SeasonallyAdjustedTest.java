package io.mlpipeline.models.timeseries.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.EtsForm;
import io.mlpipeline.models.timeseries.storage.ForecasterJson;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeasonallyAdjustedTest {
    /** R 4.2.2, stlf(AirPassengers): 445.3090, 429.0783, 472.3008; R smooths at every second step, which differs a little. */
    @Test
    void forecastsAsRsStlf() {
        GoldenSeries golden = GoldenSeries.all()
                .filter(each -> each.toString().equals("AirPassengers"))
                .findFirst()
                .orElseThrow();

        double[] means = SeasonallyAdjusted.of(Ets.of(EtsForm.of("MAN")))
                .fit(golden.series())
                .forecast(12)
                .means();

        double[] expected = golden.values("stlf", "mean");
        for (int h = 0; h < 12; h++) {
            assertThat(means[h]).isCloseTo(expected[h], within(0.01 * expected[h]));
        }
    }

    @Test
    void continuesSeveralSeasons() {
        TimeSeries series = hours(168 * 5);
        FittedForecaster fitted =
                SeasonallyAdjusted.of(Ets.automatic(), 24, 168).fit(series.slice(0, 168 * 4));

        Forecast forecast = fitted.forecast(168);

        for (int h = 1; h <= 168; h++) {
            assertThat(forecast.mean(h)).isCloseTo(series.value(168 * 4 + h - 1), within(0.5));
        }
        assertThat(fitted.method()).endsWith("after seasons of [24, 168]");
    }

    @Test
    void updatesAndIsStored() {
        TimeSeries series = hours(168 * 3);
        FittedForecaster fitted =
                SeasonallyAdjusted.of(Ets.automatic(), 24, 168).fit(series.slice(0, 400));

        FittedForecaster updated = fitted.update(series.slice(400, 450));
        FittedForecaster read = ForecasterJson.read(ForecasterJson.write(updated));

        assertThat(updated.forecast(1).mean(1)).isCloseTo(series.value(450), within(0.5));
        assertThat(read.forecast(30).means()).isEqualTo(updated.forecast(30).means());
        assertThat(read.snapshot()).isEqualTo(updated.snapshot());
    }

    @Test
    void saysWhichSeasonsItLeftOut() {
        FittedForecaster fitted =
                SeasonallyAdjusted.of(Ets.automatic(), 24, 8766).fit(hours(200));

        assertThat(fitted.fallback())
                .contains("the seasons of [8766] steps were left out: 200 steps do not cover them twice");
        assertThat(fitted.method()).contains("[24]");
        assertThatThrownBy(() -> SeasonallyAdjusted.of(Ets.automatic(), 1))
                .hasMessageContaining("give 2 steps or more");
    }

    private static TimeSeries hours(int length) {
        double[] values = new double[length];
        Arrays.setAll(
                values,
                t -> 100
                        + 0.01 * t
                        + 8 * Math.sin(2 * Math.PI * t / 168)
                        + 5 * Math.cos(2 * Math.PI * t / 24)
                        + 0.1 * Math.sin(1.7 * t * t));
        return TimeSeries.of(Frequency.HOUR, LocalDateTime.of(2026, 1, 1, 0, 0), values);
    }
}
