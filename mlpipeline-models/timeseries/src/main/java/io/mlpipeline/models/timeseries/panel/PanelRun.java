package io.mlpipeline.models.timeseries.panel;

import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.Pieces;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Learns and forecasts many series on the host's threads. A series that fails is an outcome like any other and stops nothing.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * PanelForecasts forecasts = PanelRun.of(Combination.withDefaults(), Horizon.of(28))
 *         .on(executor, 8)
 *         .progress((done, failed) -> log.info("{} done, {} failed", done, failed))
 *         .run(panel);
 * }</pre>
 */
public final class PanelRun {
    private final Forecaster forecaster;
    private final Horizon horizon;
    private final Executor executor;
    private final int parallelism;
    private final Progress progress;

    private PanelRun(Forecaster forecaster, Horizon horizon, Executor executor, int parallelism, Progress progress) {
        this.forecaster = forecaster;
        this.horizon = horizon;
        this.executor = executor;
        this.parallelism = parallelism;
        this.progress = progress;
    }

    /** Is told how far a run has come, by one thread at a time. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A series is done.
         *
         * @param done how many are, failed ones counted
         * @param failed how many have failed
         */
        void update(long done, long failed);
    }

    /**
     * A run in the calling thread.
     *
     * @param forecaster the method, the same for all series; one that chooses by backtest chooses for each
     * @param horizon what to forecast, without regressors
     * @return the run
     */
    public static PanelRun of(Forecaster forecaster, Horizon horizon) {
        if (!horizon.regressors().isEmpty()) {
            throw new IllegalArgumentException("the horizon holds the regressors "
                    + horizon.regressors().names() + " of one series: many series have not the same ones");
        }
        return new PanelRun(forecaster, horizon, Runnable::run, 1, (done, failed) -> {});
    }

    /**
     * The same run on the host's threads.
     *
     * @param threads where the work runs; the calling thread works too
     * @param atOnce how many series may be in work at once, 1 or more
     * @return the copy
     */
    public PanelRun on(Executor threads, int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("the parallelism is " + atOnce + ": give 1 or more");
        }
        return new PanelRun(forecaster, horizon, threads, atOnce, progress);
    }

    /**
     * The same run with a listener.
     *
     * @param listener is told of every series that is done; keep it short
     * @return the copy
     */
    public PanelRun progress(Progress listener) {
        return new PanelRun(forecaster, horizon, executor, parallelism, listener);
    }

    /**
     * Learns and forecasts all series of a panel.
     *
     * @param panel the series
     * @return the outcomes in the order of the panel; the same for any parallelism
     */
    public PanelForecasts run(Panel panel) {
        List<Map.Entry<List<String>, TimeSeries>> series =
                List.copyOf(panel.asMap().entrySet());
        @Nullable SeriesOutcome[] outcomes = new @Nullable SeriesOutcome[series.size()];
        Counted counted = new Counted(progress, outcome -> {});
        Pieces.run(outcomes.length, executor, parallelism, i -> {
            outcomes[i] = outcome(series.get(i));
            counted.accept(Objects.requireNonNull(outcomes[i]));
        });
        List<SeriesOutcome> all = new ArrayList<>(outcomes.length);
        for (@Nullable SeriesOutcome outcome : outcomes) {
            all.add(Objects.requireNonNull(outcome));
        }
        return new PanelForecasts(all);
    }

    /**
     * Learns and forecasts series as they come and hands the outcomes on as they are done, so that no more series are in memory than
     * are in work.
     *
     * @param series the series; asked by one thread at a time
     * @param sink takes an outcome, in the order in which they are done, from one thread at a time; what it throws ends the run
     */
    public void run(Iterator<? extends Map.Entry<List<String>, TimeSeries>> series, Consumer<SeriesOutcome> sink) {
        Counted counted = new Counted(progress, sink);
        Feed feed = new Feed(series);
        Pieces.run(parallelism, executor, parallelism, worker -> {
            try {
                for (Map.@Nullable Entry<List<String>, TimeSeries> next = feed.next();
                        next != null;
                        next = feed.next()) {
                    counted.accept(outcome(next));
                }
            } catch (RuntimeException | Error e) {
                feed.end();
                throw e;
            }
        });
    }

    private SeriesOutcome outcome(Map.Entry<List<String>, TimeSeries> series) {
        return SeriesOutcome.of(series.getKey(), series.getValue(), forecaster, horizon);
    }

    /** Lets one thread at a time take the next series. */
    private static final class Feed {
        private final Iterator<? extends Map.Entry<List<String>, TimeSeries>> series;
        private boolean ended;

        Feed(Iterator<? extends Map.Entry<List<String>, TimeSeries>> series) {
            this.series = series;
        }

        synchronized Map.@Nullable Entry<List<String>, TimeSeries> next() {
            return !ended && series.hasNext() ? series.next() : null;
        }

        synchronized void end() {
            ended = true;
        }
    }

    /** Hands outcomes on, one at a time, and counts them. */
    private static final class Counted {
        private final Progress progress;
        private final Consumer<SeriesOutcome> sink;
        private long done;
        private long failed;

        Counted(Progress progress, Consumer<SeriesOutcome> sink) {
            this.progress = progress;
            this.sink = sink;
        }

        synchronized void accept(SeriesOutcome outcome) {
            sink.accept(outcome);
            done++;
            failed += outcome.failure().isPresent() ? 1 : 0;
            progress.update(done, failed);
        }
    }
}
