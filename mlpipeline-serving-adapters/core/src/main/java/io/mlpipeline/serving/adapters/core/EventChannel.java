package io.mlpipeline.serving.adapters.core;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one listener in order, on the host's executor, of which it occupies at most one thread at a time.
 *
 * <p>An event is delivered, waits, or is counted as dropped. It waits when the executor refuses work, until the next event comes,
 * and is dropped when the queue is full.
 */
final class EventChannel {
    static final int CAPACITY = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(EventChannel.class);

    private final Executor executor;
    private final Consumer<? super PredictionEvent> listener;
    private final BlockingQueue<PredictionEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failures = new LongAdder();

    EventChannel(Executor executor, Consumer<? super PredictionEvent> listener) {
        this.executor = executor;
        this.listener = listener;
    }

    void offer(PredictionEvent event) {
        if (!queue.offer(event)) {
            dropped.increment();
        }
        startDraining();
    }

    private void startDraining() {
        if (draining.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                draining.set(false);
            }
        }
    }

    private void drain() {
        do {
            for (PredictionEvent event = queue.poll(); event != null; event = queue.poll()) {
                deliver(event);
            }
            draining.set(false);
        } while (!queue.isEmpty() && draining.compareAndSet(false, true));
    }

    private void deliver(PredictionEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            failures.increment();
            if (failures.sum() == 1) {
                LOG.warn("A listener failed on a prediction; later failures are only counted in the status", e);
            }
        }
    }

    /** Gives what waits a last chance; if the executor refuses, it is dropped and counted. */
    void close() {
        startDraining();
        if (!draining.get()) {
            while (queue.poll() != null) {
                dropped.increment();
            }
        }
    }

    long pending() {
        return queue.size();
    }

    long dropped() {
        return dropped.sum();
    }

    long failures() {
        return failures.sum();
    }
}
