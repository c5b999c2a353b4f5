package io.mlpipeline.models.xgboost.spark;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkContext;

/**
 * The tasks that Spark can run at once. Spark itself asks in vain for ten minutes before it says that there are too few at the start,
 * and waits for ever if they become too few.
 *
 * @param spark the host's
 * @param workers how many tasks have to run at once
 * @param threads how many threads each uses
 * @param patience how long there may be too few
 */
record Slots(SparkContext spark, int workers, int threads, Duration patience) {
    private static final long PAUSE_MILLIS = 200;

    void require() {
        int cores = spark.conf().getInt("spark.task.cpus", 1);
        if (threads > cores) {
            throw new IllegalStateException("Each worker is to train on " + threads
                    + " threads, but spark.task.cpus gives a task " + cores
                    + ". Start the session with spark.task.cpus=" + threads + ", or set threads(" + cores + ")");
        }
        long deadline = System.nanoTime() + (spark.isLocal() ? 0 : patience.toNanos());
        while (!suffice() && System.nanoTime() < deadline) {
            pause();
        }
        if (!suffice()) {
            throw tooFew();
        }
    }

    boolean suffice() {
        return count() >= workers;
    }

    IllegalStateException tooFew() {
        int count = count();
        return new IllegalStateException(
                workers + " workers have to run at once, but Spark has " + count + " slots. Set workers("
                        + Math.max(1, count) + ") or fewer, or give the session more executors or cores");
    }

    private int count() {
        return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("Training was cancelled while it waited for slots");
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
