package io.mlpipeline.etl.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does independent pieces of work on the host's threads. The calling thread works too and waits only for pieces that some
 * thread has begun, so a busy executor, or one that runs the caller itself, slows the work down and never blocks it.
 */
final class Workers {
    private final Executor executor;
    private final int parallelism;

    Workers(Executor executor, int parallelism) {
        this.executor = executor;
        this.parallelism = parallelism;
    }

    /** Whether more than one thread may work. */
    boolean areMany() {
        return parallelism > 1;
    }

    /** The results by number of piece; throws what the first failing piece threw, the same for any parallelism. */
    <T> List<T> run(int pieces, IntFunction<T> work) {
        Batch<T> batch = new Batch<>(pieces, work);
        try {
            for (int i = 1; i < Math.min(parallelism, pieces); i++) {
                executor.execute(batch);
            }
        } catch (RejectedExecutionException e) {
            // The executor takes no more; the threads it gave, the calling one at least, do it all.
        }
        batch.run();
        return batch.results();
    }

    private static final class Batch<T> implements Runnable {
        private final IntFunction<T> work;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<@Nullable T> done;
        private final AtomicReferenceArray<@Nullable Throwable> failed;
        private final CountDownLatch open;
        private volatile boolean failing;

        Batch(int pieces, IntFunction<T> work) {
            this.work = work;
            this.done = new AtomicReferenceArray<>(pieces);
            this.failed = new AtomicReferenceArray<>(pieces);
            this.open = new CountDownLatch(pieces);
        }

        @Override
        public void run() {
            for (int piece = next.getAndIncrement(); piece < done.length(); piece = next.getAndIncrement()) {
                try {
                    if (!failing) { // those begun before a failure come before it, so the first failure is among them
                        done.set(piece, work.apply(piece));
                    }
                } catch (RuntimeException | Error e) {
                    failed.set(piece, e);
                    failing = true;
                } finally {
                    open.countDown();
                }
            }
        }

        List<T> results() {
            await();
            List<T> results = new ArrayList<>(done.length());
            for (int piece = 0; piece < done.length(); piece++) {
                rethrow(failed.get(piece));
                T result = done.get(piece);
                if (result != null) {
                    results.add(result);
                }
            }
            return results;
        }

        private static void rethrow(@Nullable Throwable failure) {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
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
}
