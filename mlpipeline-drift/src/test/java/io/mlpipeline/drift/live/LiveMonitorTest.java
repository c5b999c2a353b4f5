package io.mlpipeline.drift.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.api.profile.DatasetProfiler;
import io.mlpipeline.drift.DriftMonitor;
import io.mlpipeline.drift.Verdict;
import io.mlpipeline.testkit.data.MovableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Windows of live rows. */
class LiveMonitorTest {
    private static final Schema SCHEMA =
            Schema.builder().number("price").text("store").build();

    private final List<LiveWindow> windows = new CopyOnWriteArrayList<>();
    private final Random random = new Random(1);
    private final MovableClock clock = new MovableClock();

    private RowBuffer row(double shift) {
        return RowBuffer.of(SCHEMA)
                .set("price", 10 + shift + random.nextGaussian())
                .set("store", random.nextBoolean() ? "north" : "south");
    }

    private DatasetProfile reference() {
        DatasetProfiler profiler = new DatasetProfiler(SCHEMA);
        for (int i = 0; i < 5_000; i++) {
            profiler.add(row(0));
        }
        return profiler.build();
    }

    private LiveMonitor.Builder monitor(Executor executor) {
        return LiveMonitor.builder(DriftMonitor.against(reference()), SCHEMA, executor, clock)
                .listener(windows::add);
    }

    @Test
    void everyWindowOfRowsHasItsVerdict() {
        LiveMonitor monitor =
                monitor(Runnable::run).window(1_000, Duration.ofDays(1)).build();
        for (int i = 0; i < 3_500; i++) {
            assertThat(monitor.observe(row(i < 2_000 ? 0 : 1))).isTrue();
        }
        assertThat(windows)
                .extracting(window -> window.report().verdict())
                .containsExactly(Verdict.STABLE, Verdict.STABLE, Verdict.DRIFTED);
        assertThat(windows).extracting(window -> window.profile().rows()).containsOnly(1_000L);
    }

    @Test
    void timeClosesAWindowEvenIfNoRowComes() {
        LiveMonitor monitor =
                monitor(Runnable::run).window(1_000, Duration.ofHours(1)).build();
        monitor.observe(row(0));
        clock.move(Duration.ofMinutes(59));
        monitor.observe(row(0));
        monitor.tick();
        assertThat(windows).isEmpty();
        clock.move(Duration.ofMinutes(1));
        monitor.tick();
        monitor.tick();
        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).profile().rows()).isEqualTo(2);
        assertThat(windows.get(0).report().verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(windows.get(0).from()).isEqualTo(clock.instant().minus(Duration.ofHours(1)));
    }

    @Test
    void whatComesTooFastIsDroppedAndCounted() {
        Deque<Runnable> later = new ArrayDeque<>();
        LiveMonitor monitor =
                monitor(later::add).capacity(10).window(15, Duration.ofDays(1)).build();
        for (int i = 0; i < 25; i++) {
            assertThat(monitor.observe(row(0))).isEqualTo(i < 10);
        }
        assertThat(later).hasSize(1);
        later.remove().run();
        for (int i = 0; i < 5; i++) {
            monitor.observe(row(0));
        }
        later.remove().run();
        assertThat(windows).hasSize(1);
        assertThat(windows.get(0).dropped()).isEqualTo(15);
        assertThat(monitor.observed()).isEqualTo(30);
        assertThat(monitor.dropped()).isEqualTo(15);
    }

    @Test
    void aRowMayBeReusedAtOnceAndNoneIsLostBetweenThreads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        LiveMonitor monitor = monitor(executor)
                .capacity(100_000)
                .window(1_000, Duration.ofDays(1))
                .build();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Random own = new Random(t);
            Thread thread = new Thread(() -> {
                RowBuffer reused = RowBuffer.of(SCHEMA);
                for (int i = 0; i < 5_000; i++) {
                    monitor.observe(reused.set("price", 10 + own.nextGaussian())
                            .set("store", own.nextBoolean() ? "north" : "south"));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        while (windows.size() < 20) {
            Thread.sleep(5);
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(windows).hasSize(20).allMatch(window -> window.profile().rows() == 1_000);
        assertThat(windows)
                .filteredOn(window -> window.report().verdict() == Verdict.DRIFTED)
                .hasSizeLessThan(3);
    }

    @Test
    void aListenerThatThrowsCostsItsWindowOnly() {
        LiveMonitor monitor = monitor(Runnable::run)
                .window(100, Duration.ofDays(1))
                .listener(window -> {
                    windows.add(window);
                    throw new IllegalStateException("the listener failed");
                })
                .build();
        for (int i = 0; i < 250; i++) {
            monitor.observe(row(0));
        }
        assertThat(windows).hasSize(2);
    }

    @Test
    void refusesWindowsWithoutEnd() {
        assertThatThrownBy(() -> monitor(Runnable::run).window(0, Duration.ofDays(1)))
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> monitor(Runnable::run).window(1, Duration.ZERO))
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> monitor(Runnable::run).capacity(0)).hasMessageContaining("got 0");
    }
}
