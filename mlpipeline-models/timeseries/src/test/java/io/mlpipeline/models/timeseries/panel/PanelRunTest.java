package io.mlpipeline.models.timeseries.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.SeriesReader;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PanelRunTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

    /** A row of a table of sales. */
    public record Sale(String item, LocalDate day, double units) {}

    /** A sale at a moment. */
    public record Receipt(String item, Instant at, double units) {}

    @Test
    void learnsEverySeriesAndListsThoseThatFail() throws Exception {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            double[] values = new SplittableRandom(i).doubles(30).toArray();
            series.put(List.of("s" + i), i % 10 == 3 ? days(Double.NaN, Double.NaN) : days(values));
        }
        List<String> heard = new ArrayList<>();
        PanelRun run = PanelRun.of(Theta.standard(), Horizon.of(5));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            PanelForecasts many = run.on(threads, 3)
                    .progress((done, failed) -> heard.add(done + "/" + failed))
                    .run(Panel.of(series));
            PanelForecasts one = run.run(Panel.of(series));

            assertThat(many.failures())
                    .extracting(each -> each.key().get(0))
                    .containsExactly("s3", "s13", "s23", "s33");
            assertThat(many.failures().get(0).reason()).contains("missing");
            assertThat(many.forecasts()).hasSize(36);
            assertThat(many.forecasts().toString()).isEqualTo(one.forecasts().toString());
            assertThat(heard).hasSize(40).last().isEqualTo("40/4");
            assertThat(many.outcomes().get(0).fitted().orElseThrow().forecast(5))
                    .hasToString(many.forecasts().get(List.of("s0")).toString());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void holdsNoMoreSeriesThanAreInWork() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger handedOn = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<Map.Entry<List<String>, TimeSeries>> endless = IntStream.range(0, 300)
                .mapToObj(i -> {
                    most.accumulateAndGet(taken.incrementAndGet() - handedOn.get(), Math::max);
                    return Map.entry(List.of("s" + i), days(i, i + 1, i + 2));
                })
                .iterator();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            PanelRun.of(SeasonalNaive.withoutSeason(), Horizon.of(1))
                    .on(threads, 4)
                    .run(endless, outcome -> handedOn.incrementAndGet());
        } finally {
            threads.shutdownNow();
        }

        assertThat(handedOn).hasValue(300);
        assertThat(most.get()).isLessThanOrEqualTo(4 + 1);
    }

    @Test
    void endsWhenTheSinkFails() {
        Iterator<Map.Entry<List<String>, TimeSeries>> series = List.of(
                        Map.entry(List.of("a"), days(1)), Map.entry(List.of("b"), days(2)))
                .iterator();

        assertThatThrownBy(() -> PanelRun.of(SeasonalNaive.withoutSeason(), Horizon.of(1))
                        .run(series, outcome -> {
                            throw new IllegalStateException("full");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
        assertThat(series).hasNext();
    }

    @Test
    void passesErrorsOfTheMachineOn() {
        Forecaster deadly = new Forecaster() {
            @Override
            public String name() {
                return "deadly";
            }

            @Override
            public FittedForecaster fit(TimeSeries series) {
                throw new OutOfMemoryError("no more");
            }
        };

        assertThatThrownBy(() -> PanelRun.of(deadly, Horizon.of(1)).run(Panel.of(days(1))))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void readsAPanelAndListsTheSeriesThatAreNotRegular() {
        Frame frame = Frame.of(
                Sale.class,
                List.of(
                        new Sale("good", DAY, 1),
                        new Sale("good", DAY.plusDays(1), 2),
                        new Sale("twice", DAY, 1),
                        new Sale("twice", DAY, 2),
                        new Sale("gap", DAY, 1),
                        new Sale("gap", DAY.plusDays(2), 2)));
        SeriesReader reader = SeriesReader.of(Frequency.DAY, "day", "units").withKeys("item");

        PanelReader.Reading reading = PanelReader.of(reader).read(frame);

        assertThat(reading.panel().keys()).containsExactly(List.of("good"));
        assertThat(reading.failures()).extracting(each -> each.key().get(0)).containsExactly("twice", "gap");
        assertThat(reading.failures().get(0).reason()).contains("stands twice");
        assertThat(reading.failures().get(1).reason()).contains("lacks 1 of 3");
        assertThatThrownBy(() -> PanelReader.of(reader).read(frame.where(row -> row == 2 || row == 3)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("none of the 1 series can be read")
                .hasMessageContaining("stands twice");
    }

    @Test
    void makesIrregularRowsDailyWhereAResamplingSaysHow() {
        Frame receipts = Frame.of(
                Receipt.class,
                List.of(
                        new Receipt("tea", Instant.parse("2024-01-01T09:00:00Z"), 2),
                        new Receipt("tea", Instant.parse("2024-01-01T17:30:00Z"), 3),
                        new Receipt("tea", Instant.parse("2024-01-03T10:00:00Z"), 4)));
        Resampling daily = Resampling.daily("day")
                .key("item")
                .time("at", ZoneOffset.UTC)
                .sum("units", "units")
                .fillMissing("units", 0)
                .build();
        SeriesReader reader = SeriesReader.of(Frequency.DAY, "day", "units").withKeys("item");

        Panel panel = PanelReader.of(reader).resampled(daily).read(receipts).panel();

        assertThat(panel.series(List.of("tea"))).isEqualTo(days(5, 0, 4));
        assertThatThrownBy(() -> PanelReader.of(reader.withKeys()).resampled(daily))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the series are read by []");
    }

    @Test
    void refusesPanelsOfDifferentKindsAndHorizonsOfOneSeries() {
        Map<List<String>, TimeSeries> mixed = new LinkedHashMap<>();
        mixed.put(List.of("a"), days(1));
        mixed.put(List.of("b"), TimeSeries.of(Frequency.MONTH, START, 1));

        assertThatThrownBy(() -> Panel.of(mixed))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("[b] is by MONTH");
        assertThatThrownBy(() -> Panel.of(Map.of()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("panel is empty");
        assertThatThrownBy(() -> Panel.of(days(1)).series(List.of("x"))).hasMessageContaining("no series [x]");
        assertThatThrownBy(() -> PanelRun.of(
                        SeasonalNaive.withDefaults(), Horizon.of(1).withRegressors(Regressors.of("price", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[price]");
        assertThatThrownBy(() ->
                        PanelRun.of(SeasonalNaive.withDefaults(), Horizon.of(1)).on(Runnable::run, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parallelism is 0");
    }

    private static TimeSeries days(double... values) {
        return TimeSeries.of(Frequency.DAY, START, values);
    }
}
