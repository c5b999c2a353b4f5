package io.mlpipeline.serving.adapters.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the time of tasks by interrupting their thread. A thread that waits for a slow client so closes the connection: that is
 * what an interrupt does to a channel. Covers the reading of the request line and headers too, which happens before any handler
 * is called.
 */
final class Watchdog implements AutoCloseable {
    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;

    Watchdog(Duration limit) {
        this.limit = limit;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mlpipeline-http-timeouts");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** An executor whose tasks run on another one, each no longer than the limit. */
    Executor guarding(Executor executor) {
        return task -> executor.execute(() -> run(task));
    }

    private void run(Runnable task) {
        Watch watch = new Watch(Thread.currentThread());
        Future<?> bite = timer.schedule(watch::bite, limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            task.run();
        } finally {
            bite.cancel(false);
            watch.end();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Interrupts a thread at most until its task ends, so that the interrupt meets no one else. */
    private static final class Watch {
        private final Thread thread;
        private boolean ended;
        private boolean bitten;

        Watch(Thread thread) {
            this.thread = thread;
        }

        synchronized void bite() {
            if (!ended) {
                bitten = true;
                thread.interrupt();
            }
        }

        synchronized void end() {
            ended = true;
            if (bitten) {
                Thread.interrupted();
            }
        }
    }
}
