package io.mlpipeline.models.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);

    @Test
    void judgesTheStepsAfterTheGapFromOriginsThatMoveOn() {
        TimeSeries series = days(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        BacktestResult result = Backtest.builder(2)
                .origins(3)
                .step(2)
                .gap(1)
                .build()
                .run(series, Candidates.of(SeasonalNaive.withoutSeason()));

        // The last horizon ends with step 9, so the known values end before step 7, 5 and 3; the step after is the gap.
        List<BacktestCase> cases = result.cases("naive");
        assertThat(cases).extracting(each -> each.originStamp().getDayOfMonth()).containsExactly(4, 6, 8);
        assertThat(cases).extracting(each -> each.actual(1)).containsExactly(4.0, 6.0, 8.0);
        assertThat(cases).extracting(each -> each.actual(2)).containsExactly(5.0, 7.0, 9.0);
        assertThat(cases).extracting(each -> each.mean(1)).containsExactly(2.0, 4.0, 6.0);
        assertThat(result.scoreByStep("naive", ForecastMeasure.MAE)).containsExactly(2, 3);
        assertThat(result.score("naive", ForecastMeasure.BIAS)).isEqualTo(-2.5);
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void neverShowsAForecasterAValueAfterItsOrigin() {
        Spy spy = new Spy();
        TimeSeries series = days(noise(40, 1));

        Backtest.builder(3).origins(5).gap(2).build().run(series, Candidates.of(spy));

        assertThat(spy.seen).hasSize(5);
        for (TimeSeries seen : spy.seen) {
            int known = seen.length();
            assertThat(known).isBetween(31, 35);
            assertThat(seen).isEqualTo(series.slice(0, known));
        }
    }

    @Test
    void learnsFromTheLastStepsOnlyWhereTheWindowSlides() {
        Spy spy = new Spy();

        Backtest.builder(1).origins(3).slidingWindow(5).build().run(days(noise(20, 1)), Candidates.of(spy));

        assertThat(spy.seen).extracting(TimeSeries::length).containsExactly(5, 5, 5);
        assertThat(spy.seen.get(2).start()).isEqualTo(START.plusDays(14));
    }

    @Test
    void movesAFittedForecasterOnBetweenFits() {
        Spy spy = new Spy();

        BacktestResult result = Backtest.builder(1)
                .origins(6)
                .refitEvery(3)
                .build()
                .run(days(1, 2, 3, 4, 5, 6, 7, 8, 9), Candidates.of(spy));

        assertThat(spy.seen).extracting(TimeSeries::length).containsExactly(3, 6);
        // The last value is known at every origin, fitted or not.
        assertThat(result.cases("spy")).extracting(each -> each.mean(1)).containsExactly(3.0, 4.0, 5.0, 6.0, 7.0, 8.0);
    }

    @Test
    void handsOverTheRegressorsThatAreKnownAheadAndHidesTheOthers() {
        double[] price = noise(60, 2);
        double[] values = new double[60];
        Arrays.setAll(values, t -> 3 * price[t] + 10);
        TimeSeries series =
                days(values).withRegressors(Regressors.of("price", price).and("visitors", noise(60, 3)));
        Forecaster regression = Arima.of(ArimaOrder.of(0, 0, 0));
        Spy spy = new Spy();

        BacktestResult blind = Backtest.builder(2)
                .origins(3)
                .build()
                .run(series, Candidates.of(regression).and("spy", spy));
        BacktestResult knowing =
                Backtest.builder(2).origins(3).knownAhead("price").build().run(series, Candidates.of(regression));

        assertThat(spy.seen).allMatch(seen -> seen.regressors().isEmpty());
        assertThat(knowing.score(regression.name(), ForecastMeasure.MAE)).isLessThan(1e-6);
        assertThat(blind.score(regression.name(), ForecastMeasure.MAE)).isGreaterThan(0.5);
        assertThatThrownBy(
                        () -> Backtest.builder(1).knownAhead("holiday").build().run(series, Candidates.of(regression)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holiday");
    }

    @Test
    void cutsAllSeriesAtTheSameStampSoThatAGlobalModelSeesNoFuture() {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        series.put(List.of("long"), days(noise(30, 1)));
        series.put(List.of("ended"), days(noise(27, 2)));
        series.put(List.of("late"), TimeSeries.of(Frequency.DAY, START.plusDays(26), noise(4, 3)));
        GlobalSpy global = new GlobalSpy();

        BacktestResult result = Backtest.builder(2)
                .origins(3)
                .step(2)
                .build()
                .run(Panel.of(series), Candidates.of().and("global", global));

        // Origins are days 24, 26 and 28 of 30.
        assertThat(global.seen).extracting(Panel::size).containsExactly(2, 2, 3);
        for (int i = 0; i < 3; i++) {
            LocalDateTime origin = START.plusDays(24 + 2 * i);
            assertThat(global.seen.get(i).asMap().values())
                    .allSatisfy(each -> assertThat(each.stamp(each.length())).isBeforeOrEqualTo(origin));
        }
        assertThat(result.cases("global"))
                .extracting(each -> each.key().get(0) + each.origin())
                .containsExactly("long0", "ended0", "long1", "ended1", "long2", "late2");
        assertThatThrownBy(() -> Backtest.builder(2)
                        .fromEachEnd()
                        .build()
                        .run(Panel.of(series), Candidates.of().and("global", global)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learns from all series");
    }

    @Test
    void countsFromTheEndOfEachSeriesWhereAsked() {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        series.put(List.of("a"), days(1, 2, 3, 4, 5, 6));
        series.put(List.of("b"), days(1, 2, 3));

        BacktestResult result = Backtest.builder(1)
                .fromEachEnd()
                .build()
                .run(Panel.of(series), Candidates.of(SeasonalNaive.withoutSeason()));

        assertThat(result.cases("naive")).extracting(each -> each.actual(1)).containsExactly(6.0, 3.0);
    }

    @Test
    void collectsFailuresAndGoesOn() {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        series.put(List.of("good"), days(noise(20, 1)));
        series.put(List.of("empty"), days(nans(20)).append(TimeSeries.of(Frequency.DAY, START.plusDays(20), 1, 2)));
        Forecaster broken = new Broken();

        BacktestResult result = Backtest.builder(2)
                .origins(2)
                .fromEachEnd()
                .build()
                .run(Panel.of(series), Candidates.of(Mean.withDefaults(), broken));

        assertThat(result.cases("mean")).hasSize(2);
        assertThat(result.failures()).hasSize(6);
        assertThat(result.failures().get(0).key()).containsExactly("empty");
        assertThat(result.failures().get(0).reason()).contains("missing");
        assertThat(result.failures())
                .filteredOn(each -> each.forecaster().equals("broken"))
                .hasSize(4);
        assertThat(result.compare(ForecastMeasure.MAE).row("broken").failures()).isEqualTo(4);
        assertThat(result.toJson(ForecastMeasure.MAE, ForecastMeasure.coverage(0.95)))
                .contains("\"horizon\":2,\"origins\":2,\"series\":2", "\"name\":\"mean\",\"forecasts\":2")
                .contains("\"name\":\"broken\",\"forecasts\":0,\"scores\":{\"mae\":null")
                .contains("\"byStep\":{\"mae\":[null,null]")
                .contains("\"key\":[\"empty\"],\"origin\":\"2020-01-20T00:00\"");
    }

    @Test
    void givesTheSameResultForAnyParallelism() throws Exception {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            series.put(List.of("s" + i), days(noise(40, i)));
        }
        Candidates candidates = Candidates.of(Mean.withDefaults(), Drift.withDefaults(), SeasonalNaive.withDefaults());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            BacktestResult one = Backtest.builder(4).origins(3).build().run(Panel.of(series), candidates);
            BacktestResult many =
                    Backtest.builder(4).origins(3).on(threads, 4).build().run(Panel.of(series), candidates);

            assertThat(many.cases("drift").toString())
                    .isEqualTo(one.cases("drift").toString());
            assertThat(many.compare(ForecastMeasure.MASE).toJson())
                    .isEqualTo(one.compare(ForecastMeasure.MASE).toJson());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void worksOnAnExecutorWhoseOnlyThreadCallsIt() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            BacktestResult result = thread.submit(() -> Backtest.builder(1)
                            .origins(4)
                            .on(thread, 8)
                            .build()
                            .run(days(noise(20, 1)), Candidates.of(Mean.withDefaults())))
                    .get();
            assertThat(result.cases("mean")).hasSize(4);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void ranksCandidatesOnTheCasesThatAllOfThemCouldForecast() {
        double[] line = new double[40];
        Arrays.setAll(line, t -> 2.0 * t + noise(40, 5)[t] / 10);

        BacktestComparison table = Backtest.builder(1)
                .origins(20)
                .build()
                .run(days(line), Candidates.of(Mean.withDefaults(), Drift.withDefaults(), new Sometimes()))
                .compare(ForecastMeasure.MAE, ForecastMeasure.coverage(0.95));

        assertThat(table.best()).isEqualTo("drift");
        assertThat(table.cases()).isEqualTo(10);
        assertThat(table.row("sometimes").failures()).isEqualTo(10);
        assertThat(table.row("mean").againstBest()).isPresent().get().satisfies(test -> {
            assertThat(test.statistic()).isPositive();
            assertThat(test.pValue()).isLessThan(0.001);
            assertThat(test.origins()).isEqualTo(10);
        });
        assertThat(table.row("drift").againstBest()).isEmpty();
        assertThat(table.toString())
                .contains("forecaster", "mae", "coverage-0.95", "10 forecasts")
                .doesNotContain("NaN");
        assertThat(table.toJson()).contains("\"cases\":10", "\"forecaster\":\"drift\"", "\"pValue\"");
    }

    @Test
    void refusesWhatCannotBeJudged() {
        Candidates naive = Candidates.of(SeasonalNaive.withDefaults());

        assertThatThrownBy(() -> Backtest.builder(5).build().run(days(1, 2, 3, 4, 5), naive))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("none of the 1 series reaches an origin");
        assertThatThrownBy(() -> Backtest.builder(1).build().run(days(1, 2), Candidates.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no candidate");
        assertThatThrownBy(() -> Backtest.builder(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizon is 0");
        assertThatThrownBy(() -> Backtest.builder(1).gap(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the gap is -1");
        assertThatThrownBy(() -> Backtest.builder(1).origins(0)).hasMessageContaining("number of origins is 0");
        assertThatThrownBy(() ->
                        Backtest.builder(1).slidingWindow(3).minimumTraining(4).build())
                .hasMessageContaining("never holds");
        assertThatThrownBy(() -> Candidates.of(Mean.withDefaults(), Mean.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mean' already");
        assertThatThrownBy(
                        () -> Backtest.builder(1).build().run(days(1, 2), naive).cases("other"))
                .hasMessageContaining("no candidate 'other'");
    }

    private static TimeSeries days(double... values) {
        return TimeSeries.of(Frequency.DAY, START, values);
    }

    private static double[] nans(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static double[] noise(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(length, -1, 1).toArray();
    }

    /** Remembers what it was given and forecasts the last value. */
    private static final class Spy implements Forecaster {
        private final List<TimeSeries> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return "spy";
        }

        @Override
        public FittedForecaster fit(TimeSeries series) {
            seen.add(series);
            return SeasonalNaive.withoutSeason().fit(series);
        }
    }

    /** Remembers what it was given and forecasts the mean of a history. */
    private static final class GlobalSpy implements PanelForecaster {
        private final List<Panel> seen = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return "global";
        }

        @Override
        public FittedPanelForecaster fit(Panel panel) {
            seen.add(panel);
            return new FittedPanelForecaster() {
                @Override
                public String method() {
                    return "global";
                }

                @Override
                public Forecast forecast(List<String> key, TimeSeries history, Horizon horizon) {
                    return Mean.withDefaults().fit(history).forecast(horizon);
                }
            };
        }
    }

    /** Never learns anything. */
    private static final class Broken implements Forecaster {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public FittedForecaster fit(TimeSeries series) {
            throw new InvalidDataException("this one always fails");
        }
    }

    /** Learns series of even length only. */
    private static final class Sometimes implements Forecaster {
        @Override
        public String name() {
            return "sometimes";
        }

        @Override
        public FittedForecaster fit(TimeSeries series) {
            if (series.length() % 2 == 1) {
                throw new InvalidDataException("odd");
            }
            return Mean.withDefaults().fit(series);
        }
    }
}
