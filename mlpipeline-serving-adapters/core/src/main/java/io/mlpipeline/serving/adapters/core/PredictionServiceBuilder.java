package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.etl.features.History;
import io.mlpipeline.serving.adapters.core.request.RequestContract;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a host decides about a {@link PredictionService}. Not thread-safe; may build several services. */
public final class PredictionServiceBuilder {
    private final ModelSource source;
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<String> optional = new LinkedHashSet<>();
    private @Nullable History history;
    private @Nullable Clock clock;
    private @Nullable Polling polling;

    private record Listener(Executor executor, Consumer<? super PredictionEvent> consumer) {}

    private record Polling(ScheduledExecutorService executor, Duration interval) {
        Runnable start(ModelSlot slot) {
            long nanos = interval.toNanos();
            Future<?> looking = executor.scheduleWithFixedDelay(slot::refresh, nanos, nanos, TimeUnit.NANOSECONDS);
            return () -> looking.cancel(false);
        }
    }

    PredictionServiceBuilder(ModelSource source) {
        this.source = source;
    }

    /**
     * Where the past of a series is found; needed if a feature looks at it. It is asked on the caller's thread.
     *
     * @param past the history, safe for use by many threads; it stays the host's
     * @return this builder
     */
    public PredictionServiceBuilder history(History past) {
        requireFirst(history, "history");
        history = Objects.requireNonNull(past, "history");
        return this;
    }

    /**
     * Tells a listener of every prediction, off the caller's thread and in order, one at a time. Up to 4096 events wait for a
     * listener; more are dropped and counted in {@link ServiceStatus#counts()}. May be called for several listeners.
     *
     * @param executor the host's; it must hand work to another thread, or the caller waits for the listener
     * @param listener what it throws is counted, and logged the first time
     * @return this builder
     */
    public PredictionServiceBuilder onPrediction(Executor executor, Consumer<? super PredictionEvent> listener) {
        listeners.add(new Listener(
                Objects.requireNonNull(executor, "executor"), Objects.requireNonNull(listener, "listener")));
        return this;
    }

    /**
     * Lets callers leave out fields although no row that the model was trained on lacked them, because the features fill them.
     *
     * @param fields fields of the model's request
     * @return this builder
     */
    public PredictionServiceBuilder optional(String... fields) {
        Collections.addAll(optional, fields);
        return this;
    }

    /**
     * Calls {@link PredictionService#refresh()} again and again until the service is closed.
     *
     * @param executor the host's; it stays open
     * @param interval the time between two looks, above zero
     * @return this builder
     */
    public PredictionServiceBuilder refreshEvery(ScheduledExecutorService executor, Duration interval) {
        requireFirst(polling, "refreshEvery");
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("The time between two looks must be above zero, got " + interval);
        }
        polling = new Polling(Objects.requireNonNull(executor, "executor"), interval);
        return this;
    }

    /**
     * Tells when predictions are made; without it the system's clock in UTC does.
     *
     * @param source the clock
     * @return this builder
     */
    public PredictionServiceBuilder clock(Clock source) {
        requireFirst(clock, "clock");
        clock = Objects.requireNonNull(source, "clock");
        return this;
    }

    private static void requireFirst(@Nullable Object present, String what) {
        if (present != null) {
            throw new IllegalStateException(what + " is given twice");
        }
    }

    /**
     * Opens the model and builds the service.
     *
     * @return a service that answers at once, to be closed by the caller
     * @throws io.mlpipeline.api.error.InvalidDataException if the registry has no such version in production
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the bundle does not pass its self-check
     * @throws IllegalStateException if the features look at the past and no {@link #history} is given
     * @throws IllegalArgumentException if an {@link #optional} field is unknown, or names a series or its time
     */
    public PredictionService build() {
        LoadedModel first = source.load();
        requireHistory(first);
        RequestContract contract = RequestContract.of(first.features(), optional);
        Clock time = clock == null ? Clock.systemUTC() : clock;
        ModelSlot slot = new ModelSlot(source, first, contract, history, time);
        Runnable stopPolling = polling == null ? () -> {} : polling.start(slot);
        return new PredictionService(slot, contract, channels(), stopPolling, time);
    }

    private void requireHistory(LoadedModel model) {
        if (model.features().usesHistory() && history == null) {
            throw new IllegalStateException("The features of " + model.info().label() + " look up to "
                    + model.features().reach() + " steps of '"
                    + model.features().timeColumn()
                    + "' back: give the past of the series with history(...), such as features.history(frame)");
        }
    }

    private List<EventChannel> channels() {
        return listeners.stream()
                .map(each -> new EventChannel(each.executor(), each.consumer()))
                .toList();
    }
}
