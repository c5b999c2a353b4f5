package io.mlpipeline.models.timeseries.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private final Combination halves = Combination.of(List.of(Mean.withDefaults(), SeasonalNaive.withoutSeason()));

    @Test
    void averagesMeansAndBounds() {
        TimeSeries series = years(1, 2, 6);
        Forecast mean = Mean.withDefaults().fit(series).forecast(2);
        Forecast naive = SeasonalNaive.withoutSeason().fit(series).forecast(2);

        Forecast both = halves.fit(series).forecast(2);

        assertThat(both.means()).containsExactly(4.5, 4.5);
        double upper = (mean.interval(2, 0.8).upper() + naive.interval(2, 0.8).upper()) / 2;
        assertThat(both.interval(2, 0.8).upper()).isCloseTo(upper, within(1e-12));
        assertThat(both.method()).isEqualTo("mean of mean, naive");
    }

    @Test
    void movesAllPartsOn() {
        FittedForecaster updated =
                halves.fit(years(1, 2, 6)).update(years(1, 2, 6, 9).slice(3, 4));

        assertThat(updated.forecast(1).mean(1)).isEqualTo(6);
    }

    @Test
    void saysWhichPartsFellBack() {
        FittedForecaster fitted = Combination.withDefaults().fit(years(3, 3, 3, 3, 3, 3));

        assertThat(fitted.fallback()).contains("the series is constant");
        assertThat(fitted.forecast(2).means()).containsExactly(3, 3);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> Combination.of(List.of())).hasMessageContaining("at least one");
    }

    private static TimeSeries years(double... values) {
        return TimeSeries.of(Frequency.YEAR, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }
}
