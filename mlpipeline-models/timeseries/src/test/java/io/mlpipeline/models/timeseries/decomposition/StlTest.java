package io.mlpipeline.models.timeseries.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StlTest {
    static Stream<GoldenSeries> seasonal() {
        return GoldenSeries.all().filter(golden -> golden.series().seasonLength() > 1);
    }

    /** R smooths at every second step of a monthly series and joins them by lines, which shows in the second digit. */
    @ParameterizedTest
    @MethodSource("seasonal")
    void splitsLikeR(GoldenSeries golden) {
        double[] seasonal = golden.values("stl_periodic", "seasonal");
        double[] trend = golden.values("stl_periodic", "trend");
        double amplitude = Arrays.stream(seasonal).map(Math::abs).max().orElseThrow();
        double tolerance = amplitude * (golden.series().seasonLength() == 4 ? 1e-5 : 1.5e-2);

        Decomposition parts = Stl.periodic().decompose(golden.series());

        assertThat(parts.seasonal()).containsExactly(seasonal, within(tolerance));
        assertThat(parts.trend()).containsExactly(trend, within(tolerance));
    }

    @ParameterizedTest
    @MethodSource("seasonal")
    void seesAStrongSeasonWhereRDifferencesIt(GoldenSeries golden) {
        double strength = Stl.builder()
                .seasonalWindow(11)
                .build()
                .decompose(golden.series())
                .seasonalStrength();

        assertThat(strength > 0.64).isEqualTo(golden.r().get("nsdiffs_seas").asInt() == 1);
    }

    @Test
    void addsUpToTheSeries() {
        TimeSeries series = line();
        Decomposition parts = Stl.builder().seasonalWindow(7).build().decompose(series);

        for (int t = 0; t < series.length(); t++) {
            assertThat(parts.trend()[t] + parts.seasonal()[t] + parts.remainder()[t])
                    .isCloseTo(series.value(t), within(1e-10));
        }
        assertThat(parts.trendStrength()).isGreaterThan(0.99);
    }

    @Test
    void keepsAnOutlierOutOfTheTrendWhenRobust() {
        double[] values = line().values();
        values[20] += 500;
        TimeSeries series = quarters(values);

        double[] robust = Stl.builder().robust().build().decompose(series).trend();
        double[] plain = Stl.periodic().decompose(series).trend();

        assertThat(robust[20]).isCloseTo(line().value(20), within(12.0));
        assertThat(plain[20]).isGreaterThan(line().value(20) + 50);
    }

    @Test
    void bridgesMissingValues() {
        double[] values = line().values();
        values[0] = Double.NaN;
        values[17] = Double.NaN;
        values[39] = Double.NaN;

        Decomposition parts = Stl.periodic().decompose(quarters(values));

        assertThat(parts.remainder()[17]).isNaN();
        assertThat(parts.trend()[17]).isCloseTo(100 + 2 * 17, within(5.0));
    }

    @Test
    void refusesWhatHasNoSeason() {
        assertThatThrownBy(() -> Stl.periodic().decompose(line().withSeasonLength(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("withSeasonLength");
        assertThatThrownBy(() -> Stl.periodic().decompose(line().slice(0, 7))).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> Stl.periodic().decompose(quarters(new double[] {
                    1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN
                })))
                .hasMessageContaining("fewer than two present values");
        assertThatThrownBy(() -> Stl.builder().seasonalWindow(8)).hasMessageContaining("odd number from 7");
    }

    private static TimeSeries quarters(double[] values) {
        return TimeSeries.of(Frequency.QUARTER, LocalDateTime.of(2010, 1, 1, 0, 0), values);
    }

    private static TimeSeries line() {
        double[] values = new double[40];
        Arrays.setAll(values, t -> 100 + 2 * t + 10 * Math.cos(t * Math.PI / 2));
        return quarters(values);
    }
}
