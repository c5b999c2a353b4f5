package io.mlpipeline.models.timeseries.intermittent;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;

/** An intermittent demand at the end of its series. */
final class FittedCroston implements FittedForecaster {
    private final TimeSeries series;
    private final Rate rate;

    private FittedCroston(TimeSeries series, Rate rate) {
        this.series = series;
        this.rate = rate;
    }

    static FittedCroston of(TimeSeries series, Rate start) {
        return new FittedCroston(series, advance(start, series));
    }

    private static Rate advance(Rate start, TimeSeries steps) {
        Rate rate = start;
        for (double demand : steps.values()) {
            rate = rate.after(demand);
        }
        return rate;
    }

    @Override
    public String method() {
        return rate.variant().label();
    }

    @Override
    public Optional<String> fallback() {
        return rate.hasDemand() ? Optional.empty() : Optional.of("no demand was ever seen, so none is expected");
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        double[] mean = new double[horizon.steps()];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.fill(mean, rate.mean());
        Arrays.setAll(stamps, step -> series.stamp(series.length() + step));
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean)
                .fallback(fallback().orElse(null));
        double[] seen = Arrays.stream(series.values())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        for (int i = 0; i < horizon.levels().size(); i++) {
            double tail = (1 - horizon.levels().get(i)) / 2;
            builder.bounds(
                    i, repeated(quantile(seen, tail), mean.length), repeated(quantile(seen, 1 - tail), mean.length));
        }
        return builder.build();
    }

    private static double quantile(double[] sorted, double probability) {
        return sorted[(int) Math.round(probability * (sorted.length - 1))];
    }

    private static double[] repeated(double value, int times) {
        double[] values = new double[times];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        Croston.requireDemand(next);
        return new FittedCroston(series.append(next), advance(rate, next));
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder(Croston.TYPE, series)
                .word("variant", rate.variant().name())
                .numbers("smoothing", rate.alpha(), rate.beta())
                .numbers("size", rate.size())
                .numbers("interval", rate.interval())
                .numbers("probability", rate.probability())
                .numbers("waiting", rate.waiting())
                .build();
    }

    static FittedCroston restore(Snapshot snapshot) {
        double[] smoothing = snapshot.numbers("smoothing", 2);
        Rate rate = new Rate(
                Croston.Variant.valueOf(snapshot.word("variant")),
                smoothing[0],
                smoothing[1],
                snapshot.numbers("size", 1)[0],
                snapshot.numbers("interval", 1)[0],
                snapshot.numbers("probability", 1)[0],
                (int) snapshot.numbers("waiting", 1)[0]);
        return new FittedCroston(snapshot.series(), rate);
    }

    @Override
    public String toString() {
        return method() + " " + rate;
    }
}
