package io.mlpipeline.serving.adapters.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.FittedFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReloadTest {
    private static final FittedFeatures FEATURES = Shop.features();

    private final Shop.Source source = new Shop.Source(version(1));
    private final PredictionService service = new PredictionServiceBuilder(source).build();

    private static LoadedModel version(int number) {
        return Shop.model(number, FEATURES, (row, history) -> number * 1000);
    }

    @Test
    void theVersionInProductionAnswersAfterARefresh() {
        assertThat(service.refresh()).isEqualTo(RefreshOutcome.UNCHANGED);
        source.promote(version(2));
        assertThat(service.predict(Shop.request(FEATURES)).version()).isEqualTo(1);

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.SWITCHED);

        assertThat(service.predict(Shop.request(FEATURES)).value()).isEqualTo(2000);
        assertThat(service.status().counts().reloads()).isEqualTo(1);
    }

    @Test
    void aRollbackIsAChangeLikeAnyOther() {
        source.promote(version(2));
        service.refresh();
        source.promote(version(1));

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.SWITCHED);
        assertThat(service.model().version()).isEqualTo(1);
    }

    @Test
    void aBadVersionNeverReplacesAGoodOne() {
        source.breakWith(new CorruptArtifactException("Golden row 2 differs"));

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.KEPT);

        assertThat(service.predict(Shop.request(FEATURES)).version()).isEqualTo(1);
        assertThat(service.status().isDegraded()).isTrue();
        assertThat(service.status().degraded()).isEqualTo("Golden row 2 differs");
    }

    @Test
    void theServiceRecoversWithTheNextGoodVersion() {
        source.breakWith(new InvalidDataException("none in production"));
        service.refresh();
        source.promote(version(2));

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.SWITCHED);
        assertThat(service.status().isDegraded()).isFalse();
    }

    @Test
    void theServiceRecoversWhenTheTroublePasses() {
        source.breakWith(new InvalidDataException("the registry is away"));
        service.refresh();
        source.promote(version(1));

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.UNCHANGED);
        assertThat(service.status().isDegraded()).isFalse();
    }

    @Test
    void aVersionThatAsksForMoreThanCallersSendIsNotTaken() {
        Shop.Source narrow = new Shop.Source(Shop.model(1, Shop.priceAlone(), (row, history) -> 1));
        PredictionService built = new PredictionServiceBuilder(narrow).build();
        narrow.promote(version(2));

        assertThat(built.refresh()).isEqualTo(RefreshOutcome.KEPT);
        assertThat(built.status().degraded()).contains("daily-units v2", "promo", "Build a new service");
    }

    @Test
    void aVersionThatAsksForLessIsTakenAndTheContractStays() {
        FittedFeatures less = Shop.priceAlone();
        source.promote(
                Shop.model(2, less, (row, history) -> row.number(row.schema().indexOf("price"))));

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.SWITCHED);
        assertThat(service.requestSchema()).isEqualTo(FEATURES.requestSchema());
        assertThat(service.predict(Shop.request(FEATURES)).value()).isEqualTo(2.5);
    }

    @Test
    void aVersionThatLooksBackIsNotTakenWithoutAHistory() {
        source.promote(Shop.model(2, Shop.withHistory(), (row, history) -> 1));

        assertThat(service.refresh()).isEqualTo(RefreshOutcome.KEPT);
        assertThat(service.status().degraded()).contains("history");
    }

    @Test
    void aVersionThatFailsOnWhatTheOldOneAnsweredIsNotTaken() {
        service.predict(Shop.request(FEATURES));
        source.promote(Shop.model(2, FEATURES, (row, history) -> Double.NaN));
        assertThat(service.refresh()).isEqualTo(RefreshOutcome.KEPT);
        assertThat(service.status().degraded()).contains("daily-units v2 gives NaN", "daily-units v1 has answered");

        source.promote(Shop.model(3, FEATURES, (row, history) -> {
            throw new IllegalArgumentException("the series has no column 'stock'");
        }));
        assertThat(service.refresh()).isEqualTo(RefreshOutcome.KEPT);
        assertThat(service.status().degraded()).contains("no column 'stock'");
        assertThat(service.predict(Shop.request(FEATURES)).version()).isEqualTo(1);
    }

    @Test
    void noAnswerMixesTwoVersionsAndNoneFails() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicBoolean done = new AtomicBoolean();
        List<Future<Integer>> answered = new ArrayList<>();
        Frame batch = Frame.builder(FEATURES.requestSchema())
                .add(Shop.request(FEATURES))
                .add(Shop.request(FEATURES))
                .add(Shop.request(FEATURES))
                .build();
        for (int i = 0; i < 4; i++) {
            answered.add(callers.submit(() -> callUntil(done, batch)));
        }
        for (int number = 2; number <= 21; number++) {
            source.promote(version(number));
            assertThat(service.refresh()).isEqualTo(RefreshOutcome.SWITCHED);
            long before = service.status().counts().predictions();
            while (service.status().counts().predictions() < before + 30) {
                Thread.onSpinWait();
            }
        }
        done.set(true);
        callers.shutdown();

        for (Future<Integer> each : answered) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(service.status().counts().reloads()).isEqualTo(20);
        assertThat(service.status().counts().failed()).isZero();
    }

    private int callUntil(AtomicBoolean done, Frame batch) {
        int answers = 0;
        while (!done.get()) {
            List<Prediction> predictions = service.predictAll(batch);
            assertThat(predictions)
                    .extracting(Prediction::version)
                    .containsOnly(predictions.get(0).version());
            for (Prediction each : predictions) {
                assertThat(each.value()).isEqualTo(each.version() * 1000);
                assertThat(each.bundleHash()).isEqualTo("hash-" + each.version());
            }
            answers += predictions.size();
        }
        return answers;
    }

    @Test
    void aCallEndsOnTheVersionItBeganWith() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        source.promote(Shop.model(2, FEATURES, (row, history) -> {
            begun.countDown();
            await(goOn);
            return 2000;
        }));
        service.refresh();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<Prediction> slow = caller.submit(() -> service.predict(Shop.request(FEATURES)));
        await(begun);

        source.promote(version(3));
        service.refresh();
        goOn.countDown();

        assertThat(slow.get(30, TimeUnit.SECONDS).version()).isEqualTo(2);
        assertThat(service.predict(Shop.request(FEATURES)).version()).isEqualTo(3);
        caller.shutdown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theHostsSchedulerLooksUntilTheServiceIsClosed() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        CountDownLatch answered = new CountDownLatch(1);
        PredictionService polled = new PredictionServiceBuilder(source)
                .refreshEvery(scheduler, Duration.ofMillis(1))
                .build();
        source.promote(version(2));
        Future<?> waiting = Executors.newSingleThreadExecutor().submit(() -> {
            while (polled.model().version() != 2) {
                Thread.onSpinWait();
            }
            answered.countDown();
        });
        await(answered);
        waiting.get(1, TimeUnit.SECONDS);

        polled.close();
        scheduler.shutdown();

        assertThat(scheduler.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> new PredictionServiceBuilder(source).refreshEvery(scheduler, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
