package io.mlpipeline.models.timeseries.season;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A forecaster of the adjusted series with the last cycle of each season, by phase from the start of the series. */
final class FittedSeasonallyAdjusted implements FittedForecaster {
    private final TimeSeries series;
    private final double[][] cycles;
    private final FittedForecaster inner;

    FittedSeasonallyAdjusted(TimeSeries series, double[][] cycles, FittedForecaster inner) {
        this.series = series;
        this.cycles = cycles;
        this.inner = inner;
    }

    @Override
    public String method() {
        List<Integer> periods = Arrays.stream(cycles).map(cycle -> cycle.length).toList();
        return inner.method() + " after seasons of " + periods;
    }

    @Override
    public Optional<String> fallback() {
        return inner.fallback();
    }

    private double season(int step) {
        double sum = 0;
        for (double[] cycle : cycles) {
            sum += cycle[step % cycle.length];
        }
        return sum;
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        Forecast adjusted = inner.forecast(horizon);
        double[] mean = new double[horizon.steps()];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(mean, h -> adjusted.mean(h + 1) + season(series.length() + h));
        Arrays.setAll(stamps, h -> adjusted.stamp(h + 1));
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean)
                .fallback(fallback().orElse(null));
        for (int i = 0; i < horizon.levels().size(); i++) {
            double level = horizon.levels().get(i);
            builder.bounds(
                    i,
                    bounds(mean.length, h -> adjusted.interval(h, level).lower()),
                    bounds(mean.length, h -> adjusted.interval(h, level).upper()));
        }
        return builder.build();
    }

    private double[] bounds(int steps, ToDoubleFunction<Integer> bound) {
        double[] bounds = new double[steps];
        Arrays.setAll(bounds, h -> bound.applyAsDouble(h + 1) + season(series.length() + h));
        return bounds;
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        double[] adjusted = next.values();
        for (int t = 0; t < adjusted.length; t++) {
            adjusted[t] -= season(series.length() + t);
        }
        TimeSeries left = TimeSeries.of(next.frequency(), next.start(), adjusted)
                .withSeasonLength(1)
                .withRegressors(next.regressors());
        return new FittedSeasonallyAdjusted(series.append(next), cycles, inner.update(left));
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Builder builder = Snapshot.builder(SeasonallyAdjusted.TYPE, series)
                .numbers("seasons", cycles.length)
                .parts(List.of(inner.snapshot()));
        for (int i = 0; i < cycles.length; i++) {
            builder.numbers("season" + i, cycles[i]);
        }
        return builder.build();
    }

    static FittedSeasonallyAdjusted restore(Snapshot snapshot, FittedForecaster inner) {
        double[][] cycles = new double[(int) snapshot.numbers("seasons", 1)[0]][];
        Arrays.setAll(cycles, i -> snapshot.numbers("season" + i));
        return new FittedSeasonallyAdjusted(snapshot.series(), cycles, inner);
    }

    @Override
    public String toString() {
        return method();
    }
}
