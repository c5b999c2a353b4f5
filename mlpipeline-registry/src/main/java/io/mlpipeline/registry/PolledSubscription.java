package io.mlpipeline.registry;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a feed on the host's executor. A failing store or listener is logged and does not end the polling. */
final class PolledSubscription implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(PolledSubscription.class);

    private final ProductionFeed feed;
    private final Consumer<ProductionChange> listener;
    private final ScheduledFuture<?> polling;
    private volatile boolean closed;

    PolledSubscription(
            ProductionFeed feed,
            ScheduledExecutorService executor,
            Duration interval,
            Consumer<ProductionChange> listener) {
        this.feed = feed;
        this.listener = listener;
        long nanos = interval.toNanos();
        this.polling = executor.scheduleWithFixedDelay(this::poll, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void poll() {
        try {
            feed.poll().filter(change -> !closed).ifPresent(listener);
        } catch (RuntimeException e) {
            LOG.warn("Could not look for a change of the production version, or tell of it; looking again later", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        polling.cancel(false);
    }
}
