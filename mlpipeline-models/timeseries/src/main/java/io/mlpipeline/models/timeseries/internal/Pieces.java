package io.mlpipeline.models.timeseries.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Independent pieces of work on the host's threads. The calling thread works too and waits only for pieces that a thread has
 * begun, so an executor that is busy, refuses or runs the caller itself slows the work down and never blocks it.
 */
public final class Pieces {
    private final int count;
    private final IntConsumer work;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Pieces(int count, IntConsumer work) {
        this.count = count;
        this.work = work;
        this.open = new CountDownLatch(count);
    }

    /**
     * Does all pieces and returns when they are done.
     *
     * @param count how many there are; numbered from 0
     * @param executor the host's threads
     * @param parallelism how many threads may work at once, this one counted, at least 1
     * @param work does one piece; what it throws is thrown here when the pieces begun have ended
     */
    public static void run(int count, Executor executor, int parallelism, IntConsumer work) {
        Pieces pieces = new Pieces(count, work);
        try {
            for (int i = 1; i < Math.min(parallelism, count); i++) {
                executor.execute(pieces::work);
            }
        } catch (RejectedExecutionException e) {
            // The executor takes no more; the threads it gave, the calling one at least, do it all.
        }
        pieces.work();
        pieces.await();
        if (pieces.failure.get() instanceof RuntimeException e) {
            throw e;
        }
        if (pieces.failure.get() instanceof Error e) {
            throw e;
        }
    }

    private void work() {
        for (int piece = next.getAndIncrement(); piece < count; piece = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    work.accept(piece);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                open.countDown();
            }
        }
    }

    private void await() {
        boolean interrupted = false;
        while (open.getCount() > 0) {
            try {
                open.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
