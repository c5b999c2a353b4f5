package io.mlpipeline.models.timeseries.combination;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The average of several forecasters, step by step. The intervals are those of the mixture of their distributions, which holds what
 * they disagree by, too. On most series it beats each of its parts.
 *
 * <p>What the parts ask of a series, all of it is asked; a part that fell back stays in.
 */
public final class Combination implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "combination";

    private final List<Forecaster> parts;

    private Combination(List<Forecaster> parts) {
        this.parts = parts;
    }

    /**
     * Averaged exponential smoothing, automatic ARIMA, the standard and the optimised Theta method.
     *
     * @return the forecaster
     */
    public static Combination withDefaults() {
        return of(List.of(AveragedEts.withDefaults(), AutoArima.withDefaults(), Theta.standard(), Theta.optimised()));
    }

    /**
     * The average of given forecasters.
     *
     * @param parts at least one
     * @return the forecaster
     */
    public static Combination of(List<Forecaster> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the combination is empty: give at least one forecaster");
        }
        return new Combination(List.copyOf(parts));
    }

    /**
     * Builds a fitted combination from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @param parts the forecasters of its {@link Snapshot#parts()}, in their order, at least one
     * @return the combination
     * @throws IllegalArgumentException if there is no part, or the weights are not those of the parts
     */
    public static FittedForecaster restore(Snapshot snapshot, List<FittedForecaster> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the combination is empty: give at least one forecaster");
        }
        return FittedCombination.restore(snapshot, parts);
    }

    @Override
    public String name() {
        return parts.stream().map(Forecaster::name).collect(Collectors.joining(", ", "mean of ", ""));
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        return FittedCombination.ofEqual(
                parts.stream().map(part -> part.fit(series)).toList());
    }

    @Override
    public String toString() {
        return name();
    }
}
