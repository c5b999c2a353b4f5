package io.mlpipeline.models.timeseries.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BestByBacktestTest {
    private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);

    private final BestByBacktest best = BestByBacktest.of(
            7,
            6,
            ForecastMeasure.MAE,
            List.of(Mean.withDefaults(), Drift.withDefaults(), SeasonalNaive.withDefaults()));

    @Test
    void choosesWhatDoesBestOnEachSeries() {
        SplittableRandom random = new SplittableRandom(1);
        double[] line = new double[60];
        double[] weekly = new double[60];
        double[] noise = random.doubles(60, -1, 1).toArray();
        Arrays.setAll(line, t -> 2 * t + noise[t]);
        Arrays.setAll(weekly, t -> 10 * (t % 7) + noise[t] / 10);

        assertThat(best.fit(days(line)).method()).isEqualTo("drift");
        assertThat(best.fit(days(weekly)).method()).isEqualTo("seasonal naive [7]");
        assertThat(best.fit(days(noise)).method()).isEqualTo("mean");
        assertThat(best.fit(days(line)).forecast(7))
                .hasToString(Drift.withDefaults().fit(days(line)).forecast(7).toString());
    }

    @Test
    void takesTheFirstWhereASeriesIsTooShortAndSaysSo() {
        FittedForecaster fitted = best.fit(days(3, 5));

        assertThat(fitted.method()).isEqualTo("mean");
        assertThat(fitted.fallback().orElseThrow()).contains("no choice by backtest", "too short");
    }

    @Test
    void doesWithoutACandidateThatFails() {
        Forecaster broken = new Forecaster() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public FittedForecaster fit(TimeSeries series) {
                throw new InvalidDataException("never");
            }
        };
        double[] line = new double[30];
        Arrays.setAll(line, t -> 2.0 * t);

        assertThat(BestByBacktest.of(
                                2, 3, ForecastMeasure.MAE, List.of(broken, Mean.withDefaults(), Drift.withDefaults()))
                        .fit(days(line))
                        .method())
                .isEqualTo("drift");
        assertThatThrownBy(() -> BestByBacktest.of(2, 3, ForecastMeasure.MAE, List.of(broken))
                        .fit(days(line)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("never");
    }

    @Test
    void refusesAnEmptyChoice() {
        assertThatThrownBy(() -> BestByBacktest.of(1, 1, ForecastMeasure.MAE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no candidate");
        assertThatThrownBy(() -> BestByBacktest.of(1, 0, ForecastMeasure.MAE, List.of(Mean.withDefaults())))
                .hasMessageContaining("origins is 0");
    }

    private static TimeSeries days(double... values) {
        return TimeSeries.of(Frequency.DAY, START, values);
    }
}
