package io.mlpipeline.models.timeseries.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.arima.FittedArima;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.combination.AveragedEts;
import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.intermittent.Croston;
import io.mlpipeline.models.timeseries.season.SeasonallyAdjusted;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.EtsForm;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import io.mlpipeline.models.timeseries.transform.Transformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecasterJsonTest {
    static Stream<Forecaster> forecasters() {
        return Stream.of(
                Arima.of(ArimaOrder.airline()),
                AutoArima.withDefaults(),
                Ets.automatic(),
                Ets.of(EtsForm.of("MMdM")),
                Theta.standard(),
                Theta.optimised(),
                SeasonalNaive.withDefaults(),
                Drift.withDefaults(),
                Mean.withDefaults(),
                Croston.of(Croston.Variant.SBA),
                AveragedEts.withDefaults(),
                Transformed.automatic(AutoArima.withDefaults()),
                SeasonallyAdjusted.of(Theta.optimised()),
                Combination.withDefaults());
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void forecastsTheSameBitsAfterReading(Forecaster forecaster) {
        FittedForecaster fitted = forecaster.fit(seasonal());

        FittedForecaster read = ForecasterJson.read(ForecasterJson.write(fitted));

        assertSame(read.forecast(15), fitted.forecast(15));
        assertThat(read.method()).isEqualTo(fitted.method());
        assertThat(read.snapshot()).isEqualTo(fitted.snapshot());
        assertThat(ForecasterJson.write(read)).isEqualTo(ForecasterJson.write(fitted));
    }

    private static void assertSame(Forecast one, Forecast other) {
        assertThat(one.means()).isEqualTo(other.means());
        for (int step = 1; step <= one.steps(); step++) {
            assertThat(one.interval(step, 0.95)).isEqualTo(other.interval(step, 0.95));
            assertThat(one.stamp(step)).isEqualTo(other.stamp(step));
        }
    }

    @Test
    void keepsGapsRegressorsAndFallbacks() {
        double[] values = seasonal().values();
        values[5] = Double.NaN;
        double[] price = new double[values.length];
        Arrays.setAll(price, t -> Math.cos(t));
        TimeSeries series = months(values).withRegressors(Regressors.of("price", price));
        FittedArima fitted = Arima.of(ArimaOrder.of(1, 0, 0)).fit(series);
        FittedForecaster constant = Ets.automatic().fit(months(new double[8]));

        FittedArima read = (FittedArima) ForecasterJson.read(ForecasterJson.write(fitted));

        Horizon horizon = Horizon.of(1).withRegressors(Regressors.of("price", 1));
        assertThat(read.forecast(horizon).means())
                .isEqualTo(fitted.forecast(horizon).means());
        assertThat(read.coefficients()).isEqualTo(fitted.coefficients());
        assertThat(read.aicc()).isEqualTo(fitted.aicc());
        assertThat(ForecasterJson.read(ForecasterJson.write(constant)).fallback())
                .contains("the series is constant");
    }

    /** Reading filters the whole series anew, so this also holds an update against a filter over all the data. */
    @ParameterizedTest
    @MethodSource("forecasters")
    void keepsTheStateOfAnUpdatedForecaster(Forecaster forecaster) {
        TimeSeries series = seasonal();
        FittedForecaster updated =
                forecaster.fit(series.slice(0, 48)).update(series.slice(48, 49)).update(series.slice(49, 60));

        FittedForecaster read = ForecasterJson.read(ForecasterJson.write(updated));

        Forecast expected = updated.forecast(12);
        Forecast forecast = read.forecast(12);
        assertThat(forecast.means()).containsExactly(expected.means(), within(1e-10));
        for (int h = 1; h <= 12; h++) {
            double upper = expected.interval(h, 0.95).upper();
            assertThat(forecast.interval(h, 0.95).upper()).isCloseTo(upper, within(1e-10));
        }
    }

    /** Written by version 1 with the forecast that it gave then; it is read for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"arima-v1.json", "combination-v1.json"})
    void readsWhatVersion1Wrote(String file) throws IOException {
        JsonNode golden = new ObjectMapper().readTree(resource(file));

        FittedForecaster read = ForecasterJson.read(golden.get("stored").toString());

        for (int h = 1; h <= 6; h++) {
            assertThat(read.forecast(6).mean(h))
                    .isCloseTo(golden.get("means").get(h - 1).asDouble(), within(1e-9));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ForecasterJsonTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesWhatItCannotRead() {
        String json = ForecasterJson.write(Mean.withDefaults().fit(seasonal()));

        assertThatThrownBy(() -> ForecasterJson.read("{"))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("no JSON");
        assertThatThrownBy(() -> ForecasterJson.read("{}"))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("no stored forecaster");
        assertThatThrownBy(() -> ForecasterJson.read(json.replace("\"version\":1", "\"version\":2")))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> ForecasterJson.read(json.replace("\"mean\"", "\"median\"")))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("'median' is not known");
        assertThatThrownBy(() -> ForecasterJson.read(json.replace("\"deviation\"", "\"other\"")))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("lacks the numbers 'deviation'");
    }

    private static TimeSeries months(double[] values) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }

    private static TimeSeries seasonal() {
        Random random = new Random(42);
        double[] values = new double[60];
        Arrays.setAll(values, t -> 100 + 10 * Math.sin(t * Math.PI / 6) + random.nextGaussian());
        return months(values);
    }
}
