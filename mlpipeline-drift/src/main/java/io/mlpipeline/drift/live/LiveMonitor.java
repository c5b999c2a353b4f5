package io.mlpipeline.drift.live;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.DatasetProfiler;
import io.mlpipeline.drift.DriftMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the rows that a service sees, and gives a verdict on every window of them.
 *
 * <p>{@link #observe} copies the row into a bounded queue and returns; profiling and judging happen on the host's executor, one task at a
 * time. When the queue is full the row is dropped and counted: a prediction is never held up. A window ends after so many rows or so much time,
 * whichever comes first; call {@link #tick} now and then so that time is noticed while no rows come. Safe for use by many threads.
 *
 * <pre>{@code
 * LiveMonitor monitor = LiveMonitor.builder(DriftMonitor.against(bundle.profile()), schema, executor, clock)
 *         .window(5_000, Duration.ofHours(1))
 *         .listener(window -> book.check(AlertChecks.of("sales", "", window.report())))
 *         .build();
 * monitor.observe(row);   // on the request's thread
 * }</pre>
 */
public final class LiveMonitor {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMonitor.class);

    private final DriftMonitor monitor;
    private final Schema schema;
    private final Executor executor;
    private final Clock clock;
    private final long mostRows;
    private final Duration longest;
    private final Consumer<LiveWindow> listener;
    private final BlockingQueue<Seen> queue;
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicLong observed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** The open window; touched by the one working task alone. */
    private DatasetProfiler profiler;

    private long rows;
    private @Nullable Instant first;
    private long droppedBefore;

    /** A row and when it came. */
    private record Seen(RowBuffer row, Instant at) {}

    private LiveMonitor(Builder builder) {
        this.monitor = builder.monitor;
        this.schema = builder.schema;
        this.executor = builder.executor;
        this.clock = builder.clock;
        this.mostRows = builder.mostRows;
        this.longest = builder.longest;
        this.listener = builder.listener;
        this.queue = new ArrayBlockingQueue<>(builder.capacity);
        this.profiler = new DatasetProfiler(schema);
    }

    /**
     * Starts a monitor.
     *
     * @param monitor judges the windows against the reference
     * @param schema the columns of the rows, those of the reference's profile
     * @param executor runs profiling and the listener
     * @param clock tells when rows come
     * @return a builder: windows of 5,000 rows or a day, a queue of 10,000 rows, verdicts to the log
     */
    public static Builder builder(DriftMonitor monitor, Schema schema, Executor executor, Clock clock) {
        return new Builder(monitor, schema, executor, clock);
    }

    /**
     * Takes a row. Copies it; neither waits nor throws for what the monitor does with it.
     *
     * @param row a row with this monitor's schema; may be reused at once
     * @return whether it was taken; if not, it is counted as dropped
     * @throws IllegalArgumentException if the row has other columns than the schema
     */
    public boolean observe(Row row) {
        observed.incrementAndGet();
        boolean taken = queue.offer(new Seen(RowBuffer.of(schema).copyOf(row), clock.instant()));
        if (!taken) {
            dropped.incrementAndGet();
        }
        work();
        return taken;
    }

    /** Closes the open window if its time is over, on the executor. */
    public void tick() {
        work();
    }

    private void work() {
        if (working.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                working.set(false);
                LOG.warn("The drift monitor's executor takes nothing more; {} rows wait", queue.size());
            }
        }
    }

    private void drain() {
        try {
            closeIfOver(clock.instant());
            for (Seen seen = queue.poll(); seen != null; seen = queue.poll()) {
                take(seen);
            }
        } catch (RuntimeException e) {
            // The next rows deserve a window of their own, and whoever reads the log the reason.
            LOG.error("A window of {} rows could not be judged", rows, e);
            open();
        } finally {
            working.set(false);
        }
        if (!queue.isEmpty()) {
            work();
        }
    }

    private void take(Seen seen) {
        closeIfOver(seen.at());
        first = first == null ? seen.at() : first;
        profiler.add(seen.row());
        rows++;
        if (rows >= mostRows) {
            close(seen.at());
        }
    }

    private void closeIfOver(Instant now) {
        if (first != null && Duration.between(first, now).compareTo(longest) >= 0) {
            close(now);
        }
    }

    private void close(Instant until) {
        Instant from = first == null ? until : first;
        var profile = profiler.build();
        long droppedNow = dropped.get();
        long droppedHere = droppedNow - droppedBefore;
        droppedBefore = droppedNow;
        open();
        listener.accept(new LiveWindow(from, until, profile, monitor.judge(profile), droppedHere));
    }

    private void open() {
        profiler = new DatasetProfiler(schema);
        rows = 0;
        first = null;
    }

    /**
     * The rows offered so far.
     *
     * @return their number, dropped ones included
     */
    public long observed() {
        return observed.get();
    }

    /**
     * The rows that came while the queue was full.
     *
     * @return their number
     */
    public long dropped() {
        return dropped.get();
    }

    /** Collects a monitor's settings. Not thread-safe. */
    public static final class Builder {
        private final DriftMonitor monitor;
        private final Schema schema;
        private final Executor executor;
        private final Clock clock;
        private long mostRows = 5_000;
        private Duration longest = Duration.ofDays(1);
        private int capacity = 10_000;
        private Consumer<LiveWindow> listener = window -> LOG.info(
                "Drift of {} rows: {}", window.profile().rows(), window.report().words());

        private Builder(DriftMonitor monitor, Schema schema, Executor executor, Clock clock) {
            this.monitor = monitor;
            this.schema = schema;
            this.executor = executor;
            this.clock = clock;
        }

        /**
         * Sets when a window ends.
         *
         * @param most after how many rows, 1 or more; 5,000 by default
         * @param time after how long since its first row, above zero; a day by default
         * @return this builder
         * @throws IllegalArgumentException if an argument is out of range
         */
        public Builder window(long most, Duration time) {
            if (most < 1 || time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException(
                        "A window has 1 or more rows and a length, got " + most + " and " + time);
            }
            this.mostRows = most;
            this.longest = time;
            return this;
        }

        /**
         * Sets how many rows may wait.
         *
         * @param rows 1 or more; 10,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder capacity(int rows) {
            if (rows < 1) {
                throw new IllegalArgumentException("A queue holds 1 or more rows, got " + rows);
            }
            this.capacity = rows;
            return this;
        }

        /**
         * Sets who hears of windows.
         *
         * @param consumer takes a window on the executor's thread; what it throws is logged. The log by default
         * @return this builder
         */
        public Builder listener(Consumer<LiveWindow> consumer) {
            this.listener = consumer;
            return this;
        }

        /**
         * Builds the monitor.
         *
         * @return the monitor
         */
        public LiveMonitor build() {
            return new LiveMonitor(this);
        }
    }
}
