package io.mlpipeline.models.timeseries.combination;

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
import java.util.stream.Collectors;

/** The average of several fitted forecasters of one series. */
final class FittedCombination implements FittedForecaster {
    private final List<FittedForecaster> parts;

    FittedCombination(List<FittedForecaster> parts) {
        this.parts = parts;
    }

    @Override
    public String method() {
        return parts.stream().map(FittedForecaster::method).collect(Collectors.joining(", ", "mean of ", ""));
    }

    /** The reasons of all parts that fell back. */
    @Override
    public Optional<String> fallback() {
        String reasons = parts.stream()
                .flatMap(part -> part.fallback().stream())
                .distinct()
                .collect(Collectors.joining("; "));
        return reasons.isEmpty() ? Optional.empty() : Optional.of(reasons);
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        List<Forecast> forecasts =
                parts.stream().map(part -> part.forecast(horizon)).toList();
        double[] mean = new double[horizon.steps()];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(mean, h -> average(forecasts, forecast -> forecast.mean(h + 1)));
        Arrays.setAll(stamps, h -> forecasts.get(0).stamp(h + 1));
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean)
                .fallback(fallback().orElse(null));
        for (int i = 0; i < horizon.levels().size(); i++) {
            double level = horizon.levels().get(i);
            double[] lower = new double[mean.length];
            double[] upper = new double[mean.length];
            Arrays.setAll(
                    lower, h -> average(forecasts, f -> f.interval(h + 1, level).lower()));
            Arrays.setAll(
                    upper, h -> average(forecasts, f -> f.interval(h + 1, level).upper()));
            builder.bounds(i, lower, upper);
        }
        return builder.build();
    }

    private static double average(List<Forecast> forecasts, ToDoubleFunction<Forecast> number) {
        return forecasts.stream().mapToDouble(number).average().orElseThrow();
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        return new FittedCombination(
                parts.stream().map(part -> part.update(next)).toList());
    }

    @Override
    public Snapshot snapshot() {
        List<Snapshot> snapshots =
                parts.stream().map(FittedForecaster::snapshot).toList();
        return Snapshot.builder(Combination.TYPE, snapshots.get(0).series())
                .parts(snapshots)
                .build();
    }

    @Override
    public String toString() {
        return method();
    }
}
