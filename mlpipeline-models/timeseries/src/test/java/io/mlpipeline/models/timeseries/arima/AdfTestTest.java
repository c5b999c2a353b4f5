package io.mlpipeline.models.timeseries.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.GoldenSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdfTestTest {
    /** R 4.2.2, urca 1.3: ur.df(x, type = "drift" or "trend", lags), the first statistic. */
    @ParameterizedTest
    @CsvSource({
        "lynx, 0, -4.22448882823911, -4.21727339075644",
        "lynx, 1, -7.86291209945651, -7.84752781749663",
        "lynx, 4, -6.30561510987510, -6.30677538407538",
        "Nile, 0, -5.66460969496919, -6.60799142081502",
        "Nile, 3, -3.11188455102039, -3.78439207565609",
        "AirPassengers, 1, -2.34502730895149, -7.65228700431141",
        "AirPassengers, 12, 1.56468530655801, -1.50936258477315"
    })
    void givesTheStatisticOfR(String name, int lags, double level, double trend) {
        double[] values = series(name);

        assertThat(AdfTest.ofLevel(values, lags).statistic()).isCloseTo(level, within(1e-8));
        assertThat(AdfTest.ofTrend(values, lags).statistic()).isCloseTo(trend, within(1e-8));
        double[] scaled =
                Arrays.stream(values).map(value -> 1e12 * value + 1e15).toArray();
        assertThat(AdfTest.ofLevel(scaled, lags).statistic()).isCloseTo(level, within(1e-6));
    }

    /** Dickey and Fuller's own table for 100 values: -3.51, -2.89, -2.58; around a line -4.04, -3.45, -3.15. */
    @Test
    void knowsTheCriticalPoints() {
        AdfTest level = AdfTest.ofLevel(series("Nile"), 0);
        AdfTest trend = AdfTest.ofTrend(series("Nile"), 0);

        assertThat(level.critical1()).isCloseTo(-3.51, within(0.02));
        assertThat(level.critical5()).isCloseTo(-2.89, within(0.01));
        assertThat(level.critical10()).isCloseTo(-2.58, within(0.01));
        assertThat(trend.critical1()).isCloseTo(-4.04, within(0.02));
        assertThat(trend.critical5()).isCloseTo(-3.45, within(0.01));
        assertThat(trend.critical10()).isCloseTo(-3.15, within(0.01));
        assertThat(level.isStationary()).isTrue();
        assertThat(AdfTest.ofLevel(series("AirPassengers"), 12).isStationary()).isFalse();
    }

    @Test
    void refusesWhatItCannotTest() {
        assertThatThrownBy(() -> AdfTest.ofLevel(new double[] {1, 2, 4, 3}, 2))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("needs at least 8 values, but 4 are present");
        assertThatThrownBy(() -> AdfTest.ofLevel(new double[20], 0))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("constant");
        assertThatThrownBy(() -> AdfTest.ofLevel(new double[20], -1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] series(String name) {
        return GoldenSeries.all()
                .filter(golden -> golden.toString().equals(name))
                .findFirst()
                .orElseThrow()
                .series()
                .values();
    }
}
