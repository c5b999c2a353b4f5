package io.mlpipeline.models.timeseries.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.storage.ForecasterJson;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalForecasterTest {
    private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);

    @Test
    void takesTheErrorOfTheRankThatTheLevelAsksFor() {
        // The naive forecast of 0, 1, 3, 6, 10, ... errs by 1, 2, 3, ...; the last nine errors are 7 to 15.
        double[] triangular = new double[16];
        Arrays.setAll(triangular, t -> t * (t + 1) / 2.0);

        Forecast forecast = ConformalForecaster.of(SeasonalNaive.withoutSeason(), 1, 9)
                .fit(days(triangular))
                .forecast(Horizon.of(1).withLevels(0.5, 0.9));

        // Ranks ceil(10 * 0.5) = 5 and ceil(10 * 0.9) = 9 of nine.
        assertThat(forecast.mean(1)).isEqualTo(120);
        assertThat(forecast.interval(1, 0.5).upper()).isEqualTo(120 + 11);
        assertThat(forecast.interval(1, 0.5).lower()).isEqualTo(120 - 11);
        assertThat(forecast.interval(1, 0.9).upper()).isEqualTo(120 + 15);
        assertThat(forecast.fallback()).isEmpty();
    }

    @Test
    void coversWhatItSaysOnExchangeableValuesWhateverTheirDistribution() {
        int steps = 3;
        Forecaster conformal =
                ConformalForecaster.of(Mean.withDefaults(), steps, 59).refitEvery(59);
        SplittableRandom random = new SplittableRandom(11);
        int covered = 0;
        int series = 800;
        for (int i = 0; i < series; i++) {
            double[] values = new double[200];
            Arrays.setAll(values, t -> Math.pow(-Math.log(random.nextDouble()), 2)); // skewed, with a heavy tail
            Forecast forecast = conformal
                    .fit(days(Arrays.copyOf(values, 200 - steps)))
                    .forecast(Horizon.of(steps).withLevels(0.9));
            for (int step = 1; step <= steps; step++) {
                covered += forecast.interval(step, 0.9).contains(values[200 - steps + step - 1]) ? 1 : 0;
            }
        }

        assertThat(covered / (double) (series * steps)).isBetween(0.88, 0.92);
    }

    @Test
    void keepsTheOwnIntervalsWhereErrorsAreTooFewAndSaysSo() {
        double[] values = noise(30, 1);
        Forecaster naive = SeasonalNaive.withoutSeason();

        Forecast forecast =
                ConformalForecaster.of(naive, 2, 10).fit(days(values)).forecast(2);
        Forecast own = naive.fit(days(values)).forecast(2);

        assertThat(forecast.interval(2, 0.95)).isEqualTo(own.interval(2, 0.95));
        assertThat(forecast.interval(2, 0.80)).isNotEqualTo(own.interval(2, 0.80));
        assertThat(forecast.fallback().orElseThrow())
                .contains("0.95 intervals are those of naive", "need 19 errors at each step and there are 10");
        assertThat(ConformalForecaster.of(naive, 5, 10)
                        .fit(days(1, 2))
                        .forecast(1)
                        .fallback())
                .get()
                .asString()
                .contains("there are 0");
    }

    @Test
    void followsAChangeWhenItIsUpdated() {
        SplittableRandom random = new SplittableRandom(5);
        double[] calm = random.doubles(60, -1, 1).toArray();
        double[] wild = random.doubles(40, -10, 10).toArray();
        FittedForecaster fitted =
                ConformalForecaster.of(Mean.withDefaults(), 2, 30).fit(days(calm));

        FittedForecaster updated = fitted.update(TimeSeries.of(Frequency.DAY, START.plusDays(60), wild));

        double before = width(fitted.forecast(1));
        double after = width(updated.forecast(1));
        assertThat(after).isGreaterThan(5 * before);
        // All thirty errors are new ones: those of the last thirty values from a level that is still that of the calm
        // ones.
        double level = Arrays.stream(calm).average().orElseThrow();
        double[] sizes = Arrays.stream(wild, 10, 40)
                .map(value -> Math.abs(value - level))
                .sorted()
                .toArray();
        assertThat(after).isCloseTo(2 * sizes[24], within(1e-12)); // ceil(31 * 0.8) = 25
    }

    @Test
    void isStoredWithItsErrors() {
        FittedForecaster fitted =
                ConformalForecaster.of(SeasonalNaive.withDefaults(), 3, 25).fit(days(noise(80, 2)));

        FittedForecaster read = ForecasterJson.read(ForecasterJson.write(fitted));

        assertThat(read.forecast(3).toString()).isEqualTo(fitted.forecast(3).toString());
        assertThat(read.forecast(3).interval(3, 0.95))
                .isEqualTo(fitted.forecast(3).interval(3, 0.95));
        assertThat(read.snapshot()).isEqualTo(fitted.snapshot());
    }

    @Test
    void refusesToForecastFurtherThanItIsCalibrated() {
        FittedForecaster fitted =
                ConformalForecaster.of(Mean.withDefaults(), 3, 25).fit(days(noise(80, 2)));

        assertThatThrownBy(() -> fitted.forecast(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 steps, but intervals are calibrated for 3");
        assertThatThrownBy(() -> ConformalForecaster.of(Mean.withDefaults(), 0, 25))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizon is 0");
        assertThatThrownBy(() -> ConformalForecaster.of(Mean.withDefaults(), 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origins is 0");
    }

    private static double width(Forecast forecast) {
        return forecast.interval(1, 0.8).upper() - forecast.interval(1, 0.8).lower();
    }

    private static double[] noise(int length, long seed) {
        return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    }

    private static TimeSeries days(double... values) {
        return TimeSeries.of(Frequency.DAY, START, values);
    }
}
