package io.mlpipeline.models.timeseries.combination;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The weighted average of several fitted forecasters of one series. */
final class FittedCombination implements FittedForecaster {
    private static final String WEIGHTS = "weights";

    private final List<FittedForecaster> parts;
    private final double[] weights;

    private FittedCombination(List<FittedForecaster> parts, double[] weights) {
        this.parts = parts;
        this.weights = weights;
    }

    static FittedCombination ofEqual(List<FittedForecaster> parts) {
        double[] weights = new double[parts.size()];
        Arrays.fill(weights, 1);
        return of(parts, weights);
    }

    /** Weights count by their ratios. */
    static FittedCombination of(List<FittedForecaster> parts, double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return new FittedCombination(
                List.copyOf(parts),
                Arrays.stream(weights).map(weight -> weight / sum).toArray());
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
        Map<FittedForecaster, Double> leaves = new LinkedHashMap<>();
        addLeaves(leaves, 1);
        Horizon dense = horizon.levels().isEmpty() ? horizon : LinearPool.dense(horizon);
        List<Forecast> forecasts =
                leaves.keySet().stream().map(leaf -> leaf.forecast(dense)).toList();
        double[] shares =
                leaves.values().stream().mapToDouble(Double::doubleValue).toArray();
        return mixture(horizon, forecasts, shares);
    }

    /** A mixture of mixtures is one of all that they hold. */
    private void addLeaves(Map<FittedForecaster, Double> leaves, double share) {
        for (int i = 0; i < weights.length; i++) {
            if (parts.get(i) instanceof FittedCombination inner) {
                inner.addLeaves(leaves, share * weights[i]);
            } else {
                leaves.merge(parts.get(i), share * weights[i], Double::sum);
            }
        }
    }

    private Forecast mixture(Horizon horizon, List<Forecast> forecasts, double[] shares) {
        double[] mean = new double[horizon.steps()];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(mean, h -> mean(forecasts, shares, h + 1));
        Arrays.setAll(stamps, h -> forecasts.get(0).stamp(h + 1));
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean)
                .fallback(fallback().orElse(null));
        LinearPool pool = LinearPool.of(forecasts, shares);
        for (int i = 0; i < horizon.levels().size(); i++) {
            double tail = (1 - horizon.levels().get(i)) / 2;
            double[] lower = new double[mean.length];
            double[] upper = new double[mean.length];
            Arrays.setAll(lower, h -> pool.quantile(h, tail));
            Arrays.setAll(upper, h -> pool.quantile(h, 1 - tail));
            builder.bounds(i, lower, upper);
        }
        return builder.build();
    }

    private static double mean(List<Forecast> forecasts, double[] shares, int step) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * forecasts.get(i).mean(step);
        }
        return sum;
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        return new FittedCombination(
                parts.stream().map(part -> part.update(next)).toList(), weights);
    }

    @Override
    public Snapshot snapshot() {
        List<Snapshot> snapshots =
                parts.stream().map(FittedForecaster::snapshot).toList();
        return Snapshot.builder(Combination.TYPE, snapshots.get(0).series())
                .numbers(WEIGHTS, weights)
                .parts(snapshots)
                .build();
    }

    /** Snapshots of before there were weights have equal ones. */
    static FittedCombination restore(Snapshot snapshot, List<FittedForecaster> parts) {
        return snapshot.numberNames().contains(WEIGHTS)
                ? new FittedCombination(List.copyOf(parts), snapshot.numbers(WEIGHTS, parts.size()))
                : ofEqual(parts);
    }

    @Override
    public String toString() {
        return method();
    }
}
