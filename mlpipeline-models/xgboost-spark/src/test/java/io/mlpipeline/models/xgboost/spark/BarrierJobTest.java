package io.mlpipeline.models.xgboost.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workers are threads of this JVM, so that they can be told to fail. */
@Timeout(120)
class BarrierJobTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static volatile CountDownLatch running = new CountDownLatch(0);
    private static SparkSession spark;
    private static Dataset<Row> rows;

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("barrier")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        rows = spark.range(0, 400, 1, 2)
                .select(
                        col("id").mod(20).cast("double").as("x"),
                        col("id").mod(20).multiply(2).cast("double"),
                        lit(1.0));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @BeforeEach
    void forget() {
        STARTED.set(0);
        FAILURES.set(0);
    }

    private static BarrierJob job(int attempts, Duration limit) {
        return new BarrierJob(new Slots(spark.sparkContext(), 2, 1, Duration.ZERO), attempts, limit);
    }

    private static Worker worker(int rounds, Map<String, Object> others) {
        TreeMap<String, Object> parameters = new TreeMap<>(Map.of(
                "objective", "reg:squarederror", "tree_method", "hist", "max_depth", 3, "nthread", 1, "verbosity", 0));
        parameters.putAll(others);
        return new Worker(parameters, 1, rounds, 0, 20);
    }

    /** The second worker fails as often as it was told to, while the first waits for it. */
    private static JavaRDD<Grown> failing(Worker worker) {
        return BarrierJob.barrier(rows).mapPartitions(each -> failing(worker, each));
    }

    private static Iterator<Grown> failing(Worker worker, Iterator<Row> rows) {
        if (BarrierTaskContext.get().partitionId() == 1) {
            STARTED.incrementAndGet();
            if (FAILURES.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("planned failure");
            }
        }
        return worker.grow(rows);
    }

    @Test
    void beginsAgainWithAnotherMeetingWhenAWorkerFails() {
        FAILURES.set(2);

        Grown grown = job(3, LONG).run(failing(worker(5, Map.of())));

        assertThat(STARTED).hasValue(3);
        assertThat(grown.model()).isNotEmpty();
        assertThat(grown.model())
                .isEqualTo(job(1, LONG).run(failing(worker(5, Map.of()))).model());
    }

    @Test
    void givesUpAfterTheLastAttemptAndSaysWhy() {
        FAILURES.set(5);

        assertThatThrownBy(() -> job(2, LONG).run(failing(worker(5, Map.of()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("failed in 2 attempts", "planned failure");
        assertThat(STARTED).hasValue(2);
    }

    @Test
    void tellsWhatXGBoostSays() {
        assertThatThrownBy(() -> job(1, LONG).run(failing(worker(5, Map.of("objective", "reg:unheard")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("failed in 1 attempt", "of 2", "reg:unheard");
    }

    @Test
    void endsTheWorkersAtTheTimeLimit() {
        assertThatThrownBy(() -> job(3, Duration.ofSeconds(2)).run(failing(worker(1_000_000, Map.of()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("time limit of PT2S", "timeLimit");
        assertThat(STARTED).hasValueLessThanOrEqualTo(1);
        assertThat(job(1, LONG).run(failing(worker(3, Map.of()))).model()).isNotEmpty();
    }

    @Test
    void endsWithTheJobGroupOfTheHost() {
        running = new CountDownLatch(1);
        Thread host = new Thread(() -> {
            try {
                running.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            spark.sparkContext().cancelJobGroup("training");
        });
        host.start();
        spark.sparkContext().setJobGroup("training", "to be cancelled", false);
        try {
            assertThatThrownBy(() -> job(3, LONG).run(BarrierJob.barrier(rows).mapPartitions(each -> {
                        running.countDown();
                        return worker(1_000_000, Map.of()).grow(each);
                    })))
                    .isInstanceOf(CancellationException.class);
        } finally {
            spark.sparkContext().clearJobGroup();
        }
    }

    @Test
    void endsWithItsThread() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> job(3, LONG).run(failing(worker(1_000_000, Map.of()))))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesAWorkerWithoutRows() {
        JavaRDD<Row> one = BarrierJob.barrier(rows.where(col("x").lt(0)));

        assertThatThrownBy(() -> job(1, LONG).run(one.mapPartitions(worker(5, Map.of())::grow)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("no training rows", "fewer workers");
    }
}
