package io.mlpipeline.models.xgboost.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Runs workers together, each in a task of one barrier stage. The stage is the job's last, so that Spark ends the job when a worker
 * fails and keeps no half of a result; what is to be tried again is tried here, as a new job.
 *
 * @param slots where they run
 * @param attempts how often to try
 * @param limit how long all attempts may take together
 */
record BarrierJob(Slots slots, int attempts, Duration limit) {
    private static final long LOOK_MILLIS = 500;

    /** The same rows in a barrier stage. */
    static JavaRDD<Row> barrier(Dataset<Row> rows) {
        ClassTag<Row> tag = ClassTag$.MODULE$.apply(Row.class);
        scala.Function1<Iterator<Row>, Iterator<Row>> same =
                (scala.Function1<Iterator<Row>, Iterator<Row>> & Serializable) each -> each;
        return JavaRDD.fromRDD(rows.rdd().barrier().mapPartitions(same, true, tag), tag);
    }

    Grown run(JavaRDD<Grown> work) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (int attempt = 1; ; attempt++) {
            slots.require();
            try {
                return once(work, deadline);
            } catch (ExecutionException e) {
                refuseCancelled(e);
                if (attempt >= attempts) {
                    throw failed(e, attempt);
                }
            }
        }
    }

    private Grown once(JavaRDD<Grown> work, long deadline) throws ExecutionException {
        JavaFutureAction<List<Grown>> job = work.collectAsync();
        long sufficed = System.nanoTime();
        while (true) {
            try {
                return job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS).get(0);
            } catch (TimeoutException e) {
                long now = System.nanoTime();
                sufficed = slots.suffice() ? now : sufficed;
                if (now - sufficed > slots.patience().toNanos()) {
                    job.cancel(true);
                    throw slots.tooFew();
                }
                if (now - deadline > 0) {
                    job.cancel(true);
                    throw new IllegalStateException("Training on Spark took longer than its time limit of " + limit
                            + " and was ended. Set a longer timeLimit(...), more workers or fewer trees");
                }
            } catch (InterruptedException e) {
                job.cancel(true);
                Thread.currentThread().interrupt();
                throw cancelled("its thread was interrupted", e);
            }
        }
    }

    private static void refuseCancelled(ExecutionException e) {
        if (e.getCause() instanceof SparkException cause && "SPARK_JOB_CANCELLED".equals(cause.getCondition())) {
            throw cancelled("its job was", e);
        }
    }

    private static CancellationException cancelled(String why, Exception cause) {
        CancellationException cancelled = new CancellationException("Training on Spark was cancelled: " + why);
        cancelled.initCause(cause);
        return cancelled;
    }

    private static IllegalStateException failed(ExecutionException e, int attempts) {
        return new IllegalStateException(
                "Training on Spark failed in " + attempts + (attempts == 1 ? " attempt: " : " attempts: ")
                        + (e.getCause() == null ? e : e.getCause()).getMessage()
                        + ". If an executor was lost, maybe it had too little memory outside the heap: XGBoost needs"
                        + " about 12 bytes a value there (spark.executor.memoryOverhead)",
                e);
    }
}
