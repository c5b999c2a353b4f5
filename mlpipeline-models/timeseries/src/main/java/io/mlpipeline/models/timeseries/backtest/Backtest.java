package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Forecasts the known past from several origins and compares with what came (rolling origin; Tashman 2000). Immutable and
 * thread-safe.
 *
 * <p>Leakage is impossible by construction: a forecaster gets series that are cut at the origin, and of the steps after it only the
 * regressors that are {@linkplain Builder#knownAhead declared known ahead}. All other regressors are left out altogether, as
 * their future would not be known.
 *
 * <p>The last origin lies so that its horizon ends with the latest stamp of the panel. Origins are stamps which all series share, so
 * that a global model at an origin knows no series' future; {@link Builder#fromEachEnd} counts from each series' own end instead.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.builder(12).origins(8).gap(1).on(executor, 4).build()
 *         .run(panel, Candidates.of(SeasonalNaive.withDefaults(), Ets.automatic()));
 * System.out.println(result.compare(ForecastMeasure.MASE, ForecastMeasure.WAPE));
 * }</pre>
 */
public final class Backtest {
    /** A window without limit. */
    static final int EXPANDING = 0;

    private final int horizon;
    private final int origins;
    private final int step;
    private final int gap;
    private final int window;
    private final int minimumTraining;
    private final int refitEvery;
    private final boolean fromEachEnd;
    private final List<String> knownAhead;
    private final Horizon levels;
    private final Executor executor;
    private final int parallelism;

    private Backtest(Builder builder) {
        this.horizon = builder.horizon;
        this.origins = builder.origins;
        this.step = builder.step;
        this.gap = builder.gap;
        this.window = builder.window;
        this.minimumTraining = builder.minimumTraining;
        this.refitEvery = builder.refitEvery;
        this.fromEachEnd = builder.fromEachEnd;
        this.knownAhead = builder.knownAhead;
        this.levels = builder.levels;
        this.executor = builder.executor;
        this.parallelism = builder.parallelism;
    }

    /**
     * Starts a backtest.
     *
     * @param horizon how many steps each forecast is judged on, at least 1
     * @return the builder: one origin, an expanding window, intervals at 80 % and 95 %, in the calling thread
     */
    public static Builder builder(int horizon) {
        return new Builder(horizon);
    }

    /**
     * Forecasts all series from all origins with all candidates. A forecast that fails is a
     * {@linkplain BacktestResult#failures() failure in the result}, and the others go on.
     *
     * @param panel the series
     * @param candidates the forecasters, at least one
     * @return what was forecast; the same for any parallelism
     * @throws InvalidDataException if no series is long enough for an origin
     * @throws IllegalArgumentException if there is no candidate, a global one is asked to forecast from each series' own end, or
     *     a series lacks a regressor that is declared known ahead
     */
    public BacktestResult run(Panel panel, Candidates candidates) {
        if (candidates.all().isEmpty()) {
            throw new IllegalArgumentException("there is no candidate: name at least one forecaster");
        }
        return new BacktestRun(this, panel.withRegressorsOnly(knownAhead), candidates).result();
    }

    /**
     * Forecasts one series.
     *
     * @param series the series
     * @param candidates the forecasters, at least one
     * @return what was forecast
     * @throws InvalidDataException if the series is too short
     * @see #run(Panel, Candidates)
     */
    public BacktestResult run(TimeSeries series, Candidates candidates) {
        return run(Panel.of(series), candidates);
    }

    int horizon() {
        return horizon;
    }

    int origins() {
        return origins;
    }

    int step() {
        return step;
    }

    int gap() {
        return gap;
    }

    int window() {
        return window;
    }

    int minimumTraining() {
        return minimumTraining;
    }

    int refitEvery() {
        return refitEvery;
    }

    boolean fromEachEnd() {
        return fromEachEnd;
    }

    Horizon levels() {
        return levels;
    }

    Executor executor() {
        return executor;
    }

    int parallelism() {
        return parallelism;
    }

    @Override
    public String toString() {
        return "Backtest of " + horizon + " steps from " + origins + " origins " + step + " apart, gap " + gap + ", "
                + (window == EXPANDING ? "expanding window" : "window of " + window);
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private final int horizon;
        private int origins = 1;
        private int step = 1;
        private int gap;
        private int window = EXPANDING;
        private int minimumTraining = 1;
        private int refitEvery = 1;
        private boolean fromEachEnd;
        private List<String> knownAhead = List.of();
        private Horizon levels;
        private Executor executor = Runnable::run;
        private int parallelism = 1;

        private Builder(int horizon) {
            this.horizon = horizon;
            this.levels = Horizon.of(horizon);
        }

        /**
         * Sets how many origins there are.
         *
         * @param count 1 or more
         * @return this
         */
        public Builder origins(int count) {
            this.origins = atLeast(1, count, "the number of origins");
            return this;
        }

        /**
         * Sets how far the origin moves on each time.
         *
         * @param steps 1 or more; as many as the horizon for forecasts that don't overlap
         * @return this
         */
        public Builder step(int steps) {
            this.step = atLeast(1, steps, "the step between origins");
            return this;
        }

        /**
         * Sets how many steps lie between the last known value and the first step that is judged, as when data come late.
         *
         * @param steps 0 or more
         * @return this
         */
        public Builder gap(int steps) {
            this.gap = atLeast(0, steps, "the gap");
            return this;
        }

        /**
         * Learns from the last steps before an origin only, instead of from all.
         *
         * @param steps 1 or more
         * @return this
         */
        public Builder slidingWindow(int steps) {
            this.window = atLeast(1, steps, "the window");
            return this;
        }

        /**
         * Leaves out origins at which a series has fewer steps to learn from.
         *
         * @param steps 1 or more
         * @return this
         */
        public Builder minimumTraining(int steps) {
            this.minimumTraining = atLeast(1, steps, "the minimum of training steps");
            return this;
        }

        /**
         * Fits at every so many origins only and moves the fitted forecaster on by
         * {@link io.mlpipeline.models.timeseries.FittedForecaster#update} in between, as a service would that fits once a month.
         *
         * @param count 1 to fit at every origin
         * @return this
         */
        public Builder refitEvery(int count) {
            this.refitEvery = atLeast(1, count, "the number of origins between fits");
            return this;
        }

        /**
         * Counts the origins from each series' own end, for series that have nothing to do with one another.
         *
         * @return this
         */
        public Builder fromEachEnd() {
            this.fromEachEnd = true;
            return this;
        }

        /**
         * Names the regressors whose future values are known at an origin, such as holidays or planned prices.
         *
         * @param regressors their names; every series has them
         * @return this
         */
        public Builder knownAhead(String... regressors) {
            this.knownAhead = List.of(regressors);
            return this;
        }

        /**
         * Sets the levels of the intervals.
         *
         * @param wanted ascending, each between 0 and 1; none for forecasts without intervals
         * @return this
         */
        public Builder levels(double... wanted) {
            this.levels = levels.withLevels(wanted);
            return this;
        }

        /**
         * Runs on the host's threads.
         *
         * @param threads where the work runs; the calling thread works too
         * @param atOnce how many threads may work at once, the calling one counted, 1 or more
         * @return this
         */
        public Builder on(Executor threads, int atOnce) {
            this.executor = threads;
            this.parallelism = atLeast(1, atOnce, "the parallelism");
            return this;
        }

        private static int atLeast(int minimum, int value, String what) {
            if (value < minimum) {
                throw new IllegalArgumentException(what + " is " + value + ": give " + minimum + " or more");
            }
            return value;
        }

        /**
         * Ends the settings; the builder may go on and build again.
         *
         * @return the backtest
         */
        public Backtest build() {
            if (window != EXPANDING && window < minimumTraining) {
                throw new IllegalArgumentException("a window of " + window + " steps never holds the minimum of "
                        + minimumTraining + " training steps: make one larger or the other smaller");
            }
            return new Backtest(this);
        }
    }
}
