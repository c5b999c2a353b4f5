package io.mlpipeline.drift.alert;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What waits for one channel. The head is tried until it is delivered or given up, so that a resolve never overtakes its trigger. */
final class ChannelQueue {
    private final String name;
    private final AlertChannel channel;
    private final Executor executor;
    private final int capacity;
    private final int attempts;
    private final Duration firstDelay;
    private final Duration longestDelay;
    private final Consumer<DeadLetter> deadLetters;

    private final Deque<AlertNotice> waiting = new ArrayDeque<>();
    private int tried;

    ChannelQueue(String name, AlertChannel channel, AlertDispatcher.Builder settings) {
        this.name = name;
        this.channel = channel;
        this.executor = settings.executor;
        this.capacity = settings.capacity;
        this.attempts = settings.attempts;
        this.firstDelay = settings.firstDelay;
        this.longestDelay = settings.longestDelay;
        this.deadLetters = settings.deadLetters;
    }

    synchronized int size() {
        return waiting.size();
    }

    void add(AlertNotice notice) {
        boolean fits;
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            fits = waiting.size() < capacity;
            if (fits) {
                waiting.addLast(notice);
            }
        }
        if (!fits) {
            deadLetters.accept(new DeadLetter(name, notice, 0, "the queue of " + capacity + " notices is full"));
        } else if (first) {
            start(Duration.ZERO);
        }
    }

    private void start(Duration delay) {
        if (delay.isZero()) {
            execute(this::attempt);
        } else {
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this::execute)
                    .execute(this::attempt);
        }
    }

    /** An executor that takes nothing more, because it was shut down, leaves every notice undeliverable. */
    private void execute(Runnable attempt) {
        try {
            executor.execute(attempt);
        } catch (RejectedExecutionException e) {
            for (AlertNotice notice = removed(); notice != null; notice = removed()) {
                deadLetters.accept(new DeadLetter(name, notice, tried, "the executor takes nothing more"));
            }
        }
    }

    private synchronized @Nullable AlertNotice removed() {
        return waiting.pollFirst();
    }

    private void attempt() {
        AlertNotice notice = head();
        if (notice == null) {
            return;
        }
        Delivery delivery = delivered(notice);
        tried++;
        boolean again = delivery.outcome() == Delivery.Outcome.RETRY && tried < attempts;
        if (again) {
            start(wait(delivery));
            return;
        }
        if (delivery.outcome() != Delivery.Outcome.DELIVERED) {
            deadLetters.accept(new DeadLetter(name, notice, tried, delivery.detail()));
        }
        if (next()) {
            start(Duration.ZERO);
        }
    }

    private synchronized @Nullable AlertNotice head() {
        return waiting.peekFirst();
    }

    private synchronized boolean next() {
        waiting.removeFirst();
        tried = 0;
        return !waiting.isEmpty();
    }

    private Delivery delivered(AlertNotice notice) {
        try {
            return channel.deliver(notice);
        } catch (RuntimeException e) {
            // Its message may hold an address with a token.
            return Delivery.retry(e.getClass().getName());
        }
    }

    private Duration wait(Delivery delivery) {
        long doubled = firstDelay.toMillis() << Math.min(tried - 1, 20);
        Duration own = Duration.ofMillis(Math.min(doubled, longestDelay.toMillis()));
        return delivery.after().compareTo(own) > 0 ? delivery.after() : own;
    }
}
