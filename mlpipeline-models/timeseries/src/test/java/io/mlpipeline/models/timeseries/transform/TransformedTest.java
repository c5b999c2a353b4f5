package io.mlpipeline.models.timeseries.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.storage.ForecasterJson;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TransformedTest {
    private static final BoxCox LOGARITHM = new BoxCox(0);

    @Test
    void forecastsTheMeanAndTheBoundsOfWhatTheLogarithmForecasts() {
        TimeSeries series = growing(60);
        TimeSeries logs = TimeSeries.of(
                series.frequency(),
                series.start(),
                Arrays.stream(series.values()).map(Math::log).toArray());
        Forecast inner = Arima.of(ArimaOrder.airline()).fit(logs).forecast(12);

        Forecast forecast = Transformed.of(Arima.of(ArimaOrder.airline()), LOGARITHM)
                .fit(series)
                .forecast(12);

        for (int h = 1; h <= 12; h++) {
            double upper = Math.exp(inner.interval(h, 0.95).upper());
            assertThat(forecast.interval(h, 0.95).upper()).isCloseTo(upper, within(1e-9 * upper));
            // The mean of a logarithmic normal variable lies above its median, exp of the mean.
            assertThat(forecast.mean(h)).isGreaterThan(Math.exp(inner.mean(h)));
            assertThat(forecast.mean(h)).isLessThan(1.01 * Math.exp(inner.mean(h)));
        }
    }

    @Test
    void givesTheMeanOfALogarithmicNormalSample() {
        Random random = new Random(4);
        double[] values = new double[4000];
        Arrays.setAll(values, t -> Math.exp(2 + 0.3 * random.nextGaussian()));
        TimeSeries series = TimeSeries.of(Frequency.DAY, LocalDateTime.of(2020, 1, 1, 0, 0), values);

        Forecast forecast =
                Transformed.of(Mean.withDefaults(), LOGARITHM).fit(series).forecast(1);

        double average = Arrays.stream(values).average().orElseThrow();
        assertThat(forecast.mean(1)).isCloseTo(average, within(0.005 * average));
    }

    @Test
    void fallsBackToTheScaleOfTheSeries() {
        TimeSeries series = TimeSeries.of(Frequency.DAY, LocalDateTime.of(2020, 1, 1, 0, 0), 3, 0, 4, 2, 7, 5, 6);

        FittedForecaster automatic = Transformed.automatic(Ets.automatic()).fit(series);
        FittedForecaster given = Transformed.of(Mean.withDefaults(), LOGARITHM).fit(series);

        assertThat(automatic.fallback())
                .get()
                .asString()
                .contains("no power was taken")
                .contains("is 0.0");
        assertThat(given.fallback()).get().asString().contains("has no power 0.0");
        assertThat(given.forecast(1).mean(1)).isCloseTo(27.0 / 7, within(1e-12));
    }

    @Test
    void updatesAndIsStored() {
        TimeSeries series = growing(72);
        Transformed forecaster = Transformed.automatic(Ets.automatic());
        FittedForecaster whole = forecaster.fit(series.slice(0, 60)).update(series.slice(60, 72));

        FittedForecaster read = ForecasterJson.read(ForecasterJson.write(whole));

        assertThat(read.forecast(6).means()).isEqualTo(whole.forecast(6).means());
        assertThat(read.method()).isEqualTo(whole.method()).contains("of Box-Cox");
        assertThat(whole.forecast(1).stamp(1)).isEqualTo(series.stamp(72));
    }

    @Test
    void staysFiniteFarAhead() {
        double[] values = {1e12, 3, 8e11, 1e-12, 5e10, 2, 9e11, 1e-11, 4e12, 7};
        TimeSeries series = TimeSeries.of(Frequency.YEAR, LocalDateTime.of(2000, 1, 1, 0, 0), values);

        for (double lambda : new double[] {-1, -0.5, 0, 0.5}) {
            Forecast forecast = Transformed.of(Ets.automatic(), new BoxCox(lambda))
                    .fit(series)
                    .forecast(100);
            assertThat(Arrays.stream(forecast.means()).allMatch(Double::isFinite))
                    .isTrue();
        }
    }

    private static TimeSeries growing(int months) {
        Random random = new Random(8);
        double[] values = new double[months];
        Arrays.setAll(
                values, t -> Math.exp(4 + 0.01 * t + 0.2 * Math.sin(t * Math.PI / 6) + 0.04 * random.nextGaussian()));
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2015, 1, 1, 0, 0), values);
    }
}
