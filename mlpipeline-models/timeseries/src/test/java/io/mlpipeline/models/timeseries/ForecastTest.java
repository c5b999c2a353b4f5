package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final LocalDateTime[] STAMPS = {LocalDateTime.of(2024, 1, 1, 0, 0)};

    @Test
    void givesIntervalsOfTheNormalDistribution() {
        Forecast forecast = Forecast.builder("test", STAMPS, Horizon.of(1).withLevels(0.95), new double[] {10})
                .normal(new double[] {2})
                .build();

        // The 97.5 % quantile as every table prints it.
        assertThat(forecast.interval(1, 0.95).upper()).isCloseTo(10 + 2 * 1.959963984540054, within(1e-13));
        assertThat(forecast.interval(1, 0.95).contains(10)).isTrue();
        assertThat(forecast.interval(1, 0.95).contains(14)).isFalse();
    }

    @Test
    void refusesANumberThatIsNone() {
        assertThatThrownBy(() -> Forecast.builder("test", STAMPS, Horizon.of(1), new double[] {Double.NaN}))
                .hasMessageContaining("the forecast of step 1 is NaN");
    }

    @Test
    void refusesStepsAndLevelsThatItDoesNotHave() {
        Forecast forecast = Forecast.builder("test", STAMPS, Horizon.of(1), new double[] {1})
                .build();

        assertThatThrownBy(() -> forecast.mean(0)).hasMessageContaining("step 0 is outside 1 to 1");
        assertThatThrownBy(() -> forecast.interval(1, 0.5)).hasMessageContaining("Horizon.withLevels");
    }

    @Test
    void refusesAnEmptyHorizonAndLevelsInPercent() {
        assertThatThrownBy(() -> Horizon.of(0)).hasMessageContaining("the horizon is 0 steps");
        assertThatThrownBy(() -> Horizon.of(1).withLevels(95)).hasMessageContaining("Maybe give 0.95, not 95");
        assertThatThrownBy(() -> Horizon.of(1).withLevels(0.9, 0.8)).hasMessageContaining("not ascending");
        assertThatThrownBy(() -> Horizon.of(2).withRegressors(Regressors.of("price", 1)))
                .hasMessageContaining("[price] cover 1 steps, but the horizon is 2");
    }
}
