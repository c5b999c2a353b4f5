package io.mlpipeline.models.timeseries.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.sequence.SequenceOutput;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceForecasterTest {
    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 3, 2, 0, 0);
    private static final List<String> NORTH = List.of("north", "pen");

    private static TimeSeries series(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        Arrays.setAll(values, i -> 10 + i % 7 + random.nextDouble());
        return TimeSeries.of(Frequency.DAY, MONDAY, values);
    }

    private static Panel panel() {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        series.put(NORTH, series(1, 60));
        series.put(List.of("south", "pen"), series(2, 50));
        return Panel.of(series);
    }

    private static FittedSequenceForecaster fitted() {
        return SequenceForecaster.builder(new SeasonEcho(), 21, 9)
                .calendar(CalendarFeature.DAY_OF_WEEK)
                .staticKeys("shop")
                .build()
                .fit(panel());
    }

    private static TimeSeries constant(double value, int length) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return TimeSeries.of(Frequency.DAY, MONDAY, values);
    }

    @Test
    void handsTheNetworkTheSeasonBefore() {
        TimeSeries history = series(5, 40);
        Forecast ours = fitted().forecast(NORTH, history, Horizon.of(9));
        Forecast naive = SeasonalNaive.withDefaults().fit(history).forecast(9);
        for (int step = 1; step <= 9; step++) {
            assertThat(ours.stamp(step)).isEqualTo(naive.stamp(step));
            assertThat(ours.mean(step)).isCloseTo(naive.mean(step), within(1e-5));
        }
        assertThat(ours.fallback()).isEmpty();
        assertThat(ours.method()).isEqualTo("echo of 21 steps");
    }

    @Test
    void knowsTheWeekdayOfEveryFutureStep() {
        FittedSequenceForecaster saturdays = SequenceForecaster.builder(new SeasonEcho("saturday", 1), 21, 9)
                .calendar(CalendarFeature.HOUR_OF_DAY, CalendarFeature.DAY_OF_WEEK, CalendarFeature.DAY_OF_YEAR)
                .build()
                .fit(panel());
        TimeSeries history = series(5, 40);
        Forecast with = saturdays.forecast(NORTH, history, Horizon.of(9));
        Forecast without = fitted().forecast(NORTH, history, Horizon.of(9));
        double scale = Arrays.stream(history.values(), 19, 40).average().orElseThrow();
        for (int step = 1; step <= 9; step++) {
            boolean saturday = with.stamp(step).getDayOfWeek() == DayOfWeek.SATURDAY;
            assertThat(with.mean(step) - without.mean(step)).isCloseTo(saturday ? scale : 0, within(1e-4));
        }
    }

    @Test
    void usesTheRegressorsOfTheFutureAndAsksForThem() {
        Panel priced = panel().map((key, each) -> {
            double[] price = new double[each.length()];
            Arrays.setAll(price, i -> 1 + i % 3);
            return each.withRegressors(Regressors.of("price", price));
        });
        FittedSequenceForecaster fitted = SequenceForecaster.builder(new SeasonEcho("price", 0.5f), 21, 3)
                .build()
                .fit(priced);
        TimeSeries history = priced.series(NORTH);
        Forecast cheap = fitted.forecast(NORTH, history, Horizon.of(3).withRegressors(Regressors.of("price", 0, 0, 0)));
        Forecast dear = fitted.forecast(NORTH, history, Horizon.of(3).withRegressors(Regressors.of("price", 0, 2, 0)));

        double scale = Arrays.stream(history.values(), 39, 60).average().orElseThrow();
        assertThat(dear.mean(1)).isEqualTo(cheap.mean(1));
        assertThat(dear.mean(2) - cheap.mean(2)).isCloseTo(scale, within(1e-4));
        assertThatThrownBy(() -> fitted.forecast(NORTH, history, Horizon.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("price");
        assertThatThrownBy(() -> SequenceForecaster.builder(new SeasonEcho(), 21, 3)
                        .build()
                        .fit(Panel.of(Map.of(List.of("a"), priced.series(NORTH), List.of("b"), series(1, 60)))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("price");
    }

    @Test
    void codesTheKeysThatItKnowsAndTakesOthersAsUnknown() {
        SeasonEcho echo = new SeasonEcho();
        FittedSequenceForecaster fitted = SequenceForecaster.builder(echo, 21, 9)
                .staticKeys("shop", "item")
                .build()
                .fit(panel());
        double[] vector = new double[echo.seen.shape().features().size()];
        echo.seen.copyVector(1, 30, vector);

        assertThat(echo.seen.shape().statics().get(0).categories()).containsExactly("north", "south");
        assertThat(vector[vector.length - 2]).isEqualTo(2);
        Forecast stranger = fitted.forecast(List.of("west", "ink"), series(9, 40), Horizon.of(9));
        assertThat(Arrays.stream(stranger.means())).allMatch(Double::isFinite);
        assertThatThrownBy(() -> fitted.forecast(List.of("west"), series(9, 40), Horizon.of(9)))
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> SequenceForecaster.builder(new SeasonEcho(), 21, 9)
                        .staticKeys("a", "b", "c")
                        .build()
                        .fit(panel()))
                .hasMessageContaining("more than the 2 parts");
    }

    @Test
    void forecastsWhatACautiousPersonWouldFromOddHistories() {
        FittedSequenceForecaster fitted = fitted();
        for (double value : new double[] {0, 5, 1e12, 1e-12}) {
            Forecast forecast = fitted.forecast(NORTH, constant(value, 40), Horizon.of(9));
            assertThat(forecast.means()).containsOnly(value);
            assertThat(forecast.fallback().orElseThrow()).contains("last 21 steps are " + value);
        }
        Forecast young = fitted.forecast(NORTH, series(3, 8), Horizon.of(9));
        assertThat(young.mean(1)).isCloseTo(series(3, 8).value(1), within(1e-5));
        TimeSeries empty = constant(Double.NaN, 40);
        assertThatThrownBy(() -> fitted.forecast(NORTH, empty, Horizon.of(9)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("[north, pen]")
                .hasMessageContaining("nothing to forecast from");
    }

    @Test
    void refusesMoreStepsOrOtherLevelsThanItLearned() {
        FittedSequenceForecaster fitted = fitted();
        TimeSeries history = series(5, 40);
        assertThatThrownBy(() -> fitted.forecast(NORTH, history, Horizon.of(10)))
                .hasMessageContaining("10 steps")
                .hasMessageContaining("learned 9");
        assertThatThrownBy(() -> fitted.forecast(NORTH, history, Horizon.of(9).withLevels(0.9)))
                .hasMessageContaining("level 0.9");
        assertThatThrownBy(() -> SequenceForecaster.builder(new SeasonEcho(), 21, 0))
                .hasMessageContaining("horizon");
        assertThatThrownBy(() -> SequenceForecaster.builder(new SeasonEcho(), 21, 1)
                        .calendar(CalendarFeature.DAY_OF_WEEK, CalendarFeature.DAY_OF_WEEK))
                .hasMessageContaining("twice");
    }

    @Test
    void givesAnyLevelOfANormalDistribution() {
        FittedSequenceForecaster fitted = SequenceForecaster.builder(new SeasonEcho(), 21, 2)
                .shape(shape -> shape.output(SequenceOutput.gaussian()))
                .build()
                .fit(panel());
        Forecast forecast = fitted.forecast(NORTH, series(5, 40), Horizon.of(2).withLevels(0.5, 0.9));
        double half = forecast.interval(1, 0.9).upper() - forecast.mean(1);
        double quarter = forecast.interval(1, 0.5).upper() - forecast.mean(1);

        // From SciPy: norm.ppf(0.95) / norm.ppf(0.75).
        assertThat(half / quarter).isCloseTo(2.438663636435, within(1e-9));
    }

    @Test
    void isStoredAndReadBackBitForBit() {
        FittedSequenceForecaster fitted = fitted();
        String json = fitted.toJson();
        FittedSequenceForecaster read = FittedSequenceForecaster.read(json);
        TimeSeries history = series(5, 40);

        assertThat(read.forecast(NORTH, history, Horizon.of(9)).means())
                .isEqualTo(fitted.forecast(NORTH, history, Horizon.of(9)).means());
        assertThat(read.toJson()).isEqualTo(json);
        assertThatThrownBy(() -> FittedSequenceForecaster.read("{}")).isInstanceOf(CorruptArtifactException.class);
        assertThatThrownBy(() -> FittedSequenceForecaster.read(json.replace("DAY_OF_WEEK", "DAY_OF_FUN")))
                .isInstanceOf(CorruptArtifactException.class);
        assertThatThrownBy(() -> FittedSequenceForecaster.read(json.replace("\"version\":1,", "\"version\":2,")))
                .isInstanceOf(IncompatibleVersionException.class);
    }
}
