package io.mlpipeline.serving.adapters.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.etl.features.FittedFeatures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventChannelTest {
    private static final FittedFeatures FEATURES = Shop.features();

    private final List<PredictionEvent> heard = new ArrayList<>();

    private static PredictionServiceBuilder serving() {
        return Shop.serving(
                FEATURES, (row, history) -> row.number(FEATURES.requestSchema().indexOf("price")));
    }

    @Test
    void aListenerHearsEveryPredictionInOrderOffTheCallersThread() throws Exception {
        ExecutorService own = Executors.newSingleThreadExecutor(task -> new Thread(task, "listener"));
        List<String> threads = new ArrayList<>();
        PredictionService service = serving()
                .onPrediction(own, event -> {
                    heard.add(event);
                    threads.add(Thread.currentThread().getName());
                })
                .build();
        for (int i = 0; i < 1000; i++) {
            service.predict(Shop.request(FEATURES).set("price", i));
        }
        service.close();
        own.shutdown();

        assertThat(own.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).hasSize(1000);
        assertThat(heard).extracting(event -> event.prediction().value()).isSorted();
        assertThat(heard.get(7).request().number(FEATURES.requestSchema().indexOf("price")))
                .isEqualTo(7);
        assertThat(threads).containsOnly("listener");
    }

    @Test
    void whatASaturatedListenerCannotTakeIsCounted() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        PredictionService service =
                serving().onPrediction(waiting::add, heard::add).build();
        int sent = EventChannel.CAPACITY + 100;

        for (int i = 0; i < sent; i++) {
            service.predict(Shop.request(FEATURES).set("price", i));
        }

        assertThat(waiting).hasSize(1);
        assertThat(service.status().counts().eventsPending()).isEqualTo(EventChannel.CAPACITY);
        assertThat(service.status().counts().eventsDropped()).isEqualTo(100);
        waiting.remove().run();
        assertThat(heard).hasSize(EventChannel.CAPACITY);
        assertThat(service.status().counts().eventsPending()).isZero();
    }

    @Test
    void anExecutorThatRefusesWorkLosesNothingUntilTheServiceIsClosed() {
        boolean[] refuses = {true};
        Executor moody = task -> {
            if (refuses[0]) {
                throw new RejectedExecutionException("busy");
            }
            task.run();
        };
        PredictionService service = serving().onPrediction(moody, heard::add).build();

        service.predict(Shop.request(FEATURES));
        assertThat(service.status().counts().eventsPending()).isEqualTo(1);
        refuses[0] = false;
        service.predict(Shop.request(FEATURES));
        assertThat(heard).hasSize(2);
        refuses[0] = true;
        service.predict(Shop.request(FEATURES));
        service.close();

        assertThat(heard).hasSize(2);
        assertThat(service.status().counts().eventsPending()).isZero();
        assertThat(service.status().counts().eventsDropped()).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheCallerNorOthers() {
        PredictionService service = serving()
                .onPrediction(Runnable::run, event -> {
                    throw new IllegalStateException("full disk");
                })
                .onPrediction(Runnable::run, heard::add)
                .build();

        service.predict(Shop.request(FEATURES));
        service.predict(Shop.request(FEATURES));

        assertThat(heard).hasSize(2);
        assertThat(service.status().counts().listenerFailures()).isEqualTo(2);
    }
}
