package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.combination.AveragedEts;
import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.intermittent.Croston;
import io.mlpipeline.models.timeseries.season.SeasonallyAdjusted;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import io.mlpipeline.models.timeseries.storage.ForecasterJson;
import io.mlpipeline.models.timeseries.transform.Transformed;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a series is like, an automatic method gives finite numbers, and where another stepped in it says so. */
class BadInputTest {
    private static final double NAN = Double.NaN;

    static Stream<Forecaster> automatic() {
        return Stream.of(
                AutoArima.withDefaults(),
                Ets.automatic(),
                AveragedEts.withDefaults(),
                Theta.standard(),
                Theta.optimised(),
                SeasonalNaive.withDefaults(),
                Drift.withDefaults(),
                Mean.withDefaults(),
                Croston.of(Croston.Variant.TSB),
                Combination.withDefaults(),
                Transformed.automatic(Ets.automatic()),
                SeasonallyAdjusted.of(AutoArima.withDefaults()));
    }

    private static Map<String, double[]> hard() {
        Map<String, double[]> hard = new LinkedHashMap<>();
        hard.put("one value", new double[] {5});
        hard.put("two values", new double[] {5, 7});
        hard.put("three values", new double[] {5, 7, 6});
        hard.put("one value among missing ones", new double[] {NAN, NAN, 5, NAN});
        hard.put("constant", repeated(40, 7));
        hard.put("all zero", new double[40]);
        hard.put("zero but for one", spike(new double[40], 20, 1));
        hard.put("one season", wave(12, 1, 0.1));
        hard.put("one season and a step", wave(13, 1, 0.1));
        hard.put("two seasons", wave(24, 1, 0.1));
        hard.put("a season without noise", wave(60, 1, 0));
        hard.put("huge", wave(60, 1e12, 1e10));
        hard.put("tiny", wave(60, 1e-12, 1e-14));
        hard.put("huge outlier", spike(wave(60, 1, 0.1), 30, 1e9));
        hard.put("outlier at the end", spike(wave(60, 1, 0.1), 59, 1e9));
        hard.put("half missing", halfMissing());
        hard.put("a straight line", line());
        hard.put("a jump", jump());
        return hard;
    }

    @ParameterizedTest
    @MethodSource("automatic")
    void forecastsFiniteNumbersWhateverTheSeries(Forecaster forecaster) {
        hard().forEach((name, values) -> {
            FittedForecaster fitted = forecaster.fit(months(values));
            Forecast forecast = fitted.forecast(24);

            for (int h = 1; h <= 24; h++) {
                String where = forecaster + ", " + name + ", step " + h;
                PredictionInterval interval = forecast.interval(h, 0.95);
                assertThat(Double.isFinite(forecast.mean(h))).as(where).isTrue();
                assertThat(Double.isFinite(interval.lower())).as(where).isTrue();
                assertThat(interval.upper()).as(where).isFinite().isGreaterThanOrEqualTo(interval.lower());
            }
            assertThat(forecast.fallback()).isEqualTo(fitted.fallback());
            assertThat(ForecasterJson.read(ForecasterJson.write(fitted))
                            .forecast(24)
                            .means())
                    .as(forecaster + ", " + name)
                    .isEqualTo(forecast.means());
        });
    }

    @ParameterizedTest
    @MethodSource("automatic")
    void refusesASeriesOfMissingValuesAndAHorizonOfNothing(Forecaster forecaster) {
        assertThatThrownBy(() -> forecaster.fit(months(NAN, NAN, NAN)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("missing");
        FittedForecaster fitted = forecaster.fit(months(wave(60, 1, 0.1)));
        assertThatThrownBy(() -> fitted.forecast(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the horizon is 0 steps: ask for at least 1");
        assertThatThrownBy(() -> fitted.update(months(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the next MONTH step is 2025-01-01T00:00");
    }

    @Test
    void namesTheSimplerMethodAndTheReason() {
        for (Forecaster each : List.of(AutoArima.withDefaults(), Ets.automatic(), Theta.optimised())) {
            FittedForecaster constant = each.fit(months(repeated(40, 7)));
            FittedForecaster tooShort = each.fit(months(5, 7));

            assertThat(constant.fallback()).as(each.name()).contains("the series is constant");
            assertThat(constant.method()).as(each.name()).isEqualTo("naive");
            assertThat(tooShort.fallback()).get().asString().as(each.name()).contains("2 values are too few");
        }
    }

    private static double[] repeated(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] wave(int length, double scale, double noise) {
        Random random = new Random(6);
        double[] values = new double[length];
        Arrays.setAll(values, t -> scale * (10 + Math.sin(t * Math.PI / 6)) + noise * random.nextGaussian());
        return values;
    }

    private static double[] spike(double[] values, int at, double height) {
        values[at] += height;
        return values;
    }

    private static double[] halfMissing() {
        double[] values = wave(60, 1, 0.1);
        for (int t = 0; t < values.length; t += 2) {
            values[t] = NAN;
        }
        return values;
    }

    private static double[] line() {
        double[] values = new double[40];
        Arrays.setAll(values, t -> 3 + 2.0 * t);
        return values;
    }

    private static double[] jump() {
        double[] values = wave(60, 1, 0.1);
        for (int t = 30; t < values.length; t++) {
            values[t] += 1e6;
        }
        return values;
    }

    private static TimeSeries months(double... values) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }
}
