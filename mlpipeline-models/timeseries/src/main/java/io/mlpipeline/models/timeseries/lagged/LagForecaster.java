package io.mlpipeline.models.timeseries.lagged;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestCase;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * A global model of any estimator, such as boosted trees: past values, their rolling means, the calendar and the regressors known
 * ahead are the features, computed by the kernel of feature pipelines, which shows a row no value that lies less than the horizon
 * before it. Each series is divided by the mean absolute value of its history, so that large and small ones speak one language.
 *
 * <p>Recursively, one model forecasts one step and its forecasts stand in for the values of the next; directly, each step has a model
 * of its own, whose lags are counted from the last known value. Intervals come from the errors, pooled over the series, of a model
 * that did not see the last horizon of the panel, and from the largest of them where a level asks for more errors than there are; the
 * model is then learned from all of it.
 *
 * <p>The first steps of a series, up to the longest lag, are history only. Where a value is missing its features are {@code NaN}, which
 * boosted trees take and linear models refuse. Trees forecast no value beyond those they saw, relative to the size of the series.
 * Immutable and thread-safe.
 */
public final class LagForecaster implements PanelForecaster {
    private final Estimator estimator;
    private final int horizon;
    private final LagFeatures features;
    private final Strategy strategy;
    private final int calibrationOrigins;

    private LagForecaster(Builder builder) {
        this.estimator = builder.estimator;
        this.horizon = builder.horizon;
        this.features = new LagFeatures(
                builder.lags.stream().mapToInt(Integer::intValue).toArray(),
                builder.windows.stream().mapToInt(Integer::intValue).toArray(),
                builder.calendar);
        this.strategy = builder.strategy;
        this.calibrationOrigins = builder.calibrationOrigins;
    }

    /** How steps beyond the first are forecast. */
    public enum Strategy {
        /** By the model of the first step, on its own forecasts. */
        RECURSIVE,
        /** By a model for each step. */
        DIRECT
    }

    /**
     * Starts a forecaster.
     *
     * @param estimator learns a regression
     * @param horizon how many steps may be forecast, 1 or more
     * @return the builder: recursive, with the calendar, without lags yet
     */
    public static Builder builder(Estimator estimator, int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("the horizon is " + horizon + " steps: give 1 or more");
        }
        return new Builder(estimator, horizon);
    }

    @Override
    public String name() {
        return estimator.name() + " on lags";
    }

    /**
     * Learns twice: without the last horizon for the intervals, then from everything.
     *
     * @param panel the series, all with the same regressors
     * @return the fitted model
     * @throws InvalidDataException if no series is longer than the longest lag and two horizons
     */
    @Override
    public FittedPanelForecaster fit(Panel panel) {
        return learned(panel, calibrated(panel));
    }

    private FittedLags learned(Panel panel, double[][] errors) {
        List<LagModel> models = features.learn(panel, strategy == Strategy.DIRECT ? horizon : 1, estimator);
        return new FittedLags(features.describe(estimator.name()), horizon, models, errors);
    }

    /** The absolute errors by step in units of their series' sizes, ascending. */
    private double[][] calibrated(Panel panel) {
        BacktestResult result = backtest(panel);
        List<List<Double>> errors = new ArrayList<>();
        for (int step = 0; step < horizon; step++) {
            errors.add(new ArrayList<>());
        }
        for (BacktestCase each : result.cases(name())) {
            double size = LagFeatures.size(known(panel.series(each.key()), each));
            for (int step = 1; step <= each.steps(); step++) {
                if (!Double.isNaN(each.error(step))) {
                    errors.get(step - 1).add(Math.abs(each.error(step)) / size);
                }
            }
        }
        if (errors.stream().anyMatch(List::isEmpty)) {
            throw new InvalidDataException("a step of the horizon has no error to calibrate intervals with"
                    + (result.failures().isEmpty()
                            ? ": the panel is too short for " + horizon + " steps"
                            : ", as forecasts failed: "
                                    + result.failures().get(0).reason()));
        }
        return errors.stream().map(LagForecaster::ascending).toArray(double[][]::new);
    }

    /** Forecasts the end of the panel by a model that was learned before it; its intervals are not asked for. */
    private BacktestResult backtest(Panel panel) {
        PanelForecaster blind = new PanelForecaster() {
            @Override
            public String name() {
                return LagForecaster.this.name();
            }

            @Override
            public FittedPanelForecaster fit(Panel known) {
                return learned(known, new double[horizon][0]);
            }
        };
        TimeSeries any = panel.asMap().values().iterator().next();
        return Backtest.builder(horizon)
                .origins(calibrationOrigins)
                .refitEvery(calibrationOrigins)
                .minimumTraining(features.history() + 1)
                .levels()
                .knownAhead(any.regressors().names().toArray(String[]::new))
                .build()
                .run(panel, Candidates.of().and(name(), blind));
    }

    private static TimeSeries known(TimeSeries series, BacktestCase at) {
        return series.slice(0, Math.toIntExact(series.frequency().stepsBetween(series.start(), at.originStamp())));
    }

    private static double[] ascending(List<Double> errors) {
        return errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    @Override
    public String toString() {
        return name() + ", " + strategy + ", " + features;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private final Estimator estimator;
        private final int horizon;
        private final TreeSet<Integer> lags = new TreeSet<>();
        private final TreeSet<Integer> windows = new TreeSet<>();
        private boolean calendar = true;
        private Strategy strategy = Strategy.RECURSIVE;
        private int calibrationOrigins = 1;

        private Builder(Estimator estimator, int horizon) {
            this.estimator = estimator;
            this.horizon = horizon;
        }

        /**
         * Adds past values.
         *
         * @param steps how many steps before the row; 1 is the newest that is known
         * @return this
         */
        public Builder lags(int... steps) {
            add(lags, steps, "a lag");
            return this;
        }

        /**
         * Adds means over the newest values.
         *
         * @param steps how many values each mean is over
         * @return this
         */
        public Builder rollingMeans(int... steps) {
            add(windows, steps, "a window");
            return this;
        }

        private static void add(TreeSet<Integer> to, int[] steps, String what) {
            for (int each : steps) {
                if (each < 1) {
                    throw new IllegalArgumentException(what + " is " + each + " steps: give 1 or more");
                }
            }
            Collections.addAll(to, Arrays.stream(steps).boxed().toArray(Integer[]::new));
        }

        /**
         * Leaves out month, day of the week and hour.
         *
         * @return this
         */
        public Builder withoutCalendar() {
            this.calendar = false;
            return this;
        }

        /**
         * Sets how steps beyond the first are forecast.
         *
         * @param way recursively or directly
         * @return this
         */
        public Builder strategy(Strategy way) {
            this.strategy = way;
            return this;
        }

        /**
         * Takes the errors for intervals from more than one origin of the end of the panel, for panels of few series. All of them are
         * forecast by a model that was learned before the first.
         *
         * @param count 1 or more, one step apart
         * @return this
         */
        public Builder calibrationOrigins(int count) {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "the number of calibration origins is " + count + ": give 1 or more");
            }
            this.calibrationOrigins = count;
            return this;
        }

        /**
         * Ends the settings.
         *
         * @return the forecaster
         */
        public LagForecaster build() {
            if (lags.isEmpty() && windows.isEmpty()) {
                throw new IllegalStateException("no past value is a feature: call lags(..) or rollingMeans(..)");
            }
            return new LagForecaster(this);
        }
    }
}
