package io.mlpipeline.models.timeseries.season;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.WithFallback;
import io.mlpipeline.models.timeseries.decomposition.Mstl;
import io.mlpipeline.models.timeseries.decomposition.SeveralSeasons;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Takes the seasons out by {@link Mstl}, forecasts what is left with a method that need not know of seasons, and adds each season's
 * last cycle again: for seasons that are long (hours of a year, days of a year) or several at once.
 *
 * <p>Intervals are those of what is left; the seasons are taken for certain. A season that the series does not cover twice is left
 * out, and {@link FittedForecaster#fallback()} says so.
 */
public final class SeasonallyAdjusted implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "seasonally-adjusted";

    private final Forecaster inner;
    private final int[] periods;

    private SeasonallyAdjusted(Forecaster inner, int[] periods) {
        this.inner = inner;
        this.periods = periods;
    }

    /**
     * A forecaster behind a decomposition.
     *
     * @param inner what forecasts the adjusted series, which has season length 1
     * @param periods the lengths of the seasons in steps, each 2 or more; none for the series' own season
     * @return the forecaster
     */
    public static SeasonallyAdjusted of(Forecaster inner, int... periods) {
        if (Arrays.stream(periods).anyMatch(period -> period < 2)) {
            throw new IllegalArgumentException(
                    "the periods are " + Arrays.toString(periods) + ": give 2 steps or more");
        }
        return new SeasonallyAdjusted(
                inner, Arrays.stream(periods).sorted().distinct().toArray());
    }

    @Override
    public String name() {
        return inner.name() + " after MSTL";
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        int[] asked = periods.length == 0 && series.seasonLength() > 1 ? new int[] {series.seasonLength()} : periods;
        boolean known = series.length() - series.missing() >= 2;
        int[] covered = Arrays.stream(asked)
                .filter(period -> known && series.length() >= 2 * period)
                .toArray();
        FittedForecaster fitted = covered.length == 0
                ? inner.fit(series.withSeasonLength(1))
                : adjusted(series, Mstl.of(covered).decompose(series));
        if (covered.length == asked.length) {
            return fitted;
        }
        int[] left = IntStream.of(asked)
                .filter(period -> series.length() < 2 * period || !known)
                .toArray();
        return WithFallback.of(
                fitted,
                "the seasons of " + Arrays.toString(left) + " steps were left out: " + series.length()
                        + " steps do not cover them twice");
    }

    private FittedForecaster adjusted(TimeSeries series, SeveralSeasons parts) {
        double[] adjusted = parts.seasonallyAdjusted();
        TimeSeries left = TimeSeries.of(series.frequency(), series.start(), adjusted)
                .withSeasonLength(1)
                .withRegressors(series.regressors());
        int cycles = parts.periods().size();
        double[][] last = new double[cycles][];
        for (int i = 0; i < cycles; i++) {
            int period = parts.periods().get(i);
            double[] seasonal = parts.seasonal(period);
            double[] cycle = new double[period];
            // By phase from the start of the series, so that a later end needs no turning.
            for (int t = seasonal.length - period; t < seasonal.length; t++) {
                cycle[t % period] = seasonal[t];
            }
            last[i] = cycle;
        }
        return new FittedSeasonallyAdjusted(series, last, inner.fit(left));
    }

    /**
     * Builds a fitted forecaster from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @param inner the forecaster of its only {@link Snapshot#parts() part}
     * @return the forecaster
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedForecaster restore(Snapshot snapshot, FittedForecaster inner) {
        return FittedSeasonallyAdjusted.restore(snapshot, inner);
    }

    @Override
    public String toString() {
        return name();
    }
}
