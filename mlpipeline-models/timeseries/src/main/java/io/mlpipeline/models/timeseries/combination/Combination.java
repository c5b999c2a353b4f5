package io.mlpipeline.models.timeseries.combination;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The average of several forecasters, step by step; the bounds of the intervals are averaged too, which keeps them honest where the
 * methods err together. On most series it beats each of its parts.
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
     * Exponential smoothing, ARIMA and the optimised Theta method, each with automatic choices.
     *
     * @return the forecaster
     */
    public static Combination withDefaults() {
        return of(List.of(Ets.automatic(), AutoArima.withDefaults(), Theta.optimised()));
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
     * Builds a fitted combination from its parts.
     *
     * @param parts fitted forecasters at the end of the same series, at least one
     * @return their average
     */
    public static FittedForecaster ofFitted(List<FittedForecaster> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the combination is empty: give at least one forecaster");
        }
        return new FittedCombination(List.copyOf(parts));
    }

    @Override
    public String name() {
        return parts.stream().map(Forecaster::name).collect(Collectors.joining(", ", "mean of ", ""));
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        return new FittedCombination(
                parts.stream().map(part -> part.fit(series)).toList());
    }

    @Override
    public String toString() {
        return name();
    }
}
