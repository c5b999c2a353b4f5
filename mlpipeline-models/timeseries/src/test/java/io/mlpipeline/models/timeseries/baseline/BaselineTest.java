package io.mlpipeline.models.timeseries.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {
    private static final double NAN = Double.NaN;

    static Stream<GoldenSeries> golden() {
        return GoldenSeries.all();
    }

    static Stream<Forecaster> forecasters() {
        return Stream.of(
                SeasonalNaive.withDefaults(), SeasonalNaive.withoutSeason(), Drift.withDefaults(), Mean.withDefaults());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void repeatsTheSeasonWithTheIntervalsOfR(GoldenSeries golden) {
        double[] mean = golden.values("snaive", "mean");
        double[] lower = golden.values("snaive", "lower80");
        double[] upper = golden.values("snaive", "upper95");

        Forecast forecast = SeasonalNaive.withDefaults().fit(golden.series()).forecast(mean.length);

        assertThat(forecast.means()).containsExactly(mean, within(1e-9));
        for (int step = 1; step <= mean.length; step++) {
            assertThat(forecast.interval(step, 0.80).lower()).isCloseTo(lower[step - 1], within(1e-8));
            assertThat(forecast.interval(step, 0.95).upper()).isCloseTo(upper[step - 1], within(1e-8));
        }
    }

    @Test
    void goesFurtherBackWhereTheLastSeasonHasAGap() {
        TimeSeries series = quarters(1, 2, 3, 4, 5, NAN, 7, NAN);

        assertThat(SeasonalNaive.withDefaults().fit(series).forecast(5).means()).containsExactly(5, 2, 7, 4, 5);
        assertThat(SeasonalNaive.withDefaults()
                        .fit(quarters(NAN, 2, 3))
                        .forecast(4)
                        .means())
                .containsExactly(3, 3, 2, 3);
    }

    @Test
    void continuesTheLineFromFirstToLast() {
        assertThat(Drift.withDefaults()
                        .fit(quarters(1, 9, 4, NAN, 5, NAN))
                        .forecast(2)
                        .means())
                .containsExactly(7, 8);
    }

    @Test
    void averagesWhatIsPresent() {
        Forecast forecast = Mean.withDefaults().fit(quarters(2, NAN, 4)).forecast(1);

        assertThat(forecast.mean(1)).isEqualTo(3);
        // Deviation 1, widened by the uncertainty of a mean of two: sqrt(1 + 1/2).
        assertThat(forecast.interval(1, 0.95).upper()).isCloseTo(3 + 1.959963984540054 * Math.sqrt(1.5), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void forecastsEverySeriesThatHasAValue(Forecaster forecaster) {
        for (TimeSeries series : new TimeSeries[] {
            quarters(5), quarters(0, 0, 0, 0, 0, 0), quarters(NAN, NAN, 1e12), quarters(1e-12, NAN, 2e-12, NAN)
        }) {
            Forecast forecast = forecaster.fit(series).forecast(9);

            assertThat(forecast.interval(9, 0.95).lower()).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void refusesMissingValuesOnly(Forecaster forecaster) {
        assertThatThrownBy(() -> forecaster.fit(quarters(NAN, NAN)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("all 2 values from 2024-01-01T00:00 are missing");
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void movesOnWithNewValues(Forecaster forecaster) {
        TimeSeries series = quarters(1, 3, 2, 5, 4, 6, 3, 8);

        Forecast forecast =
                forecaster.fit(series.slice(0, 6)).update(series.slice(6, 8)).forecast(1);

        assertThat(forecast.stamp(1)).isEqualTo(series.stamp(8));
    }

    private static TimeSeries quarters(double... values) {
        return TimeSeries.of(Frequency.QUARTER, LocalDateTime.of(2024, 1, 1, 0, 0), values);
    }
}
