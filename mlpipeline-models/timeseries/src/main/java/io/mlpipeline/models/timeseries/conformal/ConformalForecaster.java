package io.mlpipeline.models.timeseries.conformal;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestCase;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import java.util.ArrayList;
import java.util.List;

/**
 * Any forecaster with intervals taken from its own errors on the known past: it is backtested, and the interval of a step is its mean
 * plus and minus a quantile of the absolute errors at that step.
 *
 * <p>Of n errors the one of rank ceil((n + 1) level) is taken, so that on errors that are exchangeable at least the level is covered,
 * whatever their distribution (split conformal prediction: Vovk, Gammerman and Shafer 2005). {@link FittedForecaster#update} adds
 * the errors of the new values and drops as many old ones, so that the intervals follow a change (EnbPI: Xu and Xie 2021).
 *
 * <p>A level that needs more errors than there are keeps the forecaster's own intervals, and the forecast's
 * {@linkplain io.mlpipeline.models.timeseries.Forecast#fallback() fallback} says so. Immutable and thread-safe.
 */
public final class ConformalForecaster implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "conformal";

    private final Forecaster base;
    private final int horizon;
    private final int origins;
    private final int refitEvery;

    private ConformalForecaster(Forecaster base, int horizon, int origins, int refitEvery) {
        this.base = base;
        this.horizon = horizon;
        this.origins = origins;
        this.refitEvery = refitEvery;
    }

    /**
     * Calibrates at the last origins of the series.
     *
     * @param base the forecaster
     * @param horizon how many steps may be forecast, 1 or more
     * @param origins from how many origins it is backtested, one step apart; 19 give a level of 95 %, 50 a steady one
     * @return the forecaster with conformal intervals
     */
    public static ConformalForecaster of(Forecaster base, int horizon, int origins) {
        Backtest.builder(horizon).origins(origins);
        return new ConformalForecaster(base, horizon, origins, 1);
    }

    /**
     * The same forecaster, which is fitted at every so many origins only and updated in between.
     *
     * @param count 1 to fit at every origin
     * @return the copy
     */
    public ConformalForecaster refitEvery(int count) {
        Backtest.builder(horizon).refitEvery(count);
        return new ConformalForecaster(base, horizon, origins, count);
    }

    @Override
    public String name() {
        return base.name() + ", conformal";
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        FittedForecaster fitted = base.fit(series);
        return new FittedConformal(fitted, errors(series));
    }

    /** The errors by step, those of the oldest origin first. */
    private double[][] errors(TimeSeries series) {
        List<List<Double>> errors = new ArrayList<>();
        for (int step = 0; step < horizon; step++) {
            errors.add(new ArrayList<>());
        }
        for (BacktestCase each : cases(series)) {
            for (int step = 1; step <= each.steps(); step++) {
                if (!Double.isNaN(each.error(step))) {
                    errors.get(step - 1).add(each.error(step));
                }
            }
        }
        return errors.stream()
                .map(each -> each.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private List<BacktestCase> cases(TimeSeries series) {
        try {
            BacktestResult result = Backtest.builder(horizon)
                    .origins(origins)
                    .refitEvery(refitEvery)
                    .minimumTraining(2)
                    .levels()
                    .knownAhead(series.regressors().names().toArray(String[]::new))
                    .build()
                    .run(series, Candidates.of().and(base.name(), base));
            return result.cases(base.name());
        } catch (InvalidDataException e) {
            return List.of(); // too short for a single origin: no level has errors enough
        }
    }

    /**
     * Builds a fitted forecaster from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @param base its only part, restored
     * @return the forecaster
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedForecaster restore(Snapshot snapshot, FittedForecaster base) {
        double[][] errors = new double[snapshot.numberNames().size()][];
        for (int step = 0; step < errors.length; step++) {
            errors[step] = snapshot.numbers(FittedConformal.name(step));
        }
        return new FittedConformal(base, errors);
    }

    @Override
    public String toString() {
        return name() + " from " + origins + " origins";
    }
}
