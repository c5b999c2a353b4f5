package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.WithFallback;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import java.util.Arrays;

/**
 * The Theta method: the series less its season is split into its trend line and a line whose curvature is stretched by theta;
 * the first is continued, the second smoothed exponentially, and both are combined.
 *
 * <p>The standard method has theta 2 (Assimakopoulos and Nikolopoulos 2000; Hyndman and Billah 2003); the optimised one
 * estimates it with the smoothing parameter and the initial level (Fiorucci et al. 2016, OTM). The season is removed where it is
 * significant, by factors where the series is positive.
 *
 * <p>A missing value leaves the level as it is. A series that is constant or has fewer than 4 present values gives the naive
 * forecast, and {@link FittedForecaster#fallback()} says so. Regressors are not used.
 */
public final class Theta implements Forecaster {
    private static final int SHORTEST = 4;

    private final boolean optimised;

    private Theta(boolean optimised) {
        this.optimised = optimised;
    }

    /**
     * The standard method, with theta 2.
     *
     * @return the forecaster
     */
    public static Theta standard() {
        return new Theta(false);
    }

    /**
     * The method with an estimated theta, 1 or more.
     *
     * @return the forecaster
     */
    public static Theta optimised() {
        return new Theta(true);
    }

    @Override
    public String name() {
        return optimised ? "optimised theta" : "theta";
    }

    /**
     * Learns a series.
     *
     * @param series the series
     * @return a {@link FittedTheta}, or the naive forecast with a reason
     * @throws io.mlpipeline.api.error.InvalidDataException if all values are missing
     */
    @Override
    public FittedForecaster fit(TimeSeries series) {
        double[] present = Arrays.stream(series.values())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (present.length < SHORTEST) {
            return naive(series, present.length + " values are too few for the theta method");
        }
        if (Arrays.stream(present).allMatch(value -> value == present[0])) {
            return naive(series, "the series is constant");
        }
        boolean positive = Arrays.stream(present).allMatch(value -> value > 0);
        return FittedTheta.of(series, seasons(series, positive), optimised);
    }

    private static Seasons seasons(TimeSeries series, boolean positive) {
        Seasons seasons = Seasons.ifSignificant(series.values(), series.seasonLength(), positive);
        return seasons.isUsable() ? seasons : Seasons.ifSignificant(series.values(), series.seasonLength(), false);
    }

    private static FittedForecaster naive(TimeSeries series, String reason) {
        return WithFallback.of(SeasonalNaive.withoutSeason().fit(series), reason);
    }

    @Override
    public String toString() {
        return name();
    }
}
