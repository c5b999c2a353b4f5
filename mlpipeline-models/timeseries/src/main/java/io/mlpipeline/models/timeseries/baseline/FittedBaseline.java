package io.mlpipeline.models.timeseries.baseline;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Optional;

/** A baseline at the end of its series, with the standard deviation of its one-step errors. */
final class FittedBaseline implements FittedForecaster {
    private final Baseline rule;
    private final TimeSeries series;
    private final double deviation;
    private final int observations;

    private FittedBaseline(Baseline rule, TimeSeries series, double deviation, int observations) {
        this.rule = rule;
        this.series = series;
        this.deviation = deviation;
        this.observations = observations;
    }

    static FittedBaseline of(Baseline rule, TimeSeries series) {
        if (series.missing() == series.length()) {
            throw new InvalidDataException("all " + series.length() + " values from " + series.start()
                    + " are missing: there is nothing to forecast from");
        }
        return new FittedBaseline(rule, series, deviation(rule, series.values()), series.length() - series.missing());
    }

    private static double deviation(Baseline rule, double[] values) {
        double squares = 0;
        int count = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t]) && rule.hasMean(values, t)) {
                double error = values[t] - rule.mean(values, t, 1);
                squares += error * error;
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    @Override
    public String method() {
        return rule.name();
    }

    @Override
    public Optional<String> fallback() {
        return Optional.empty();
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        double[] values = series.values();
        double[] mean = new double[horizon.steps()];
        double[] errors = new double[mean.length];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        for (int step = 0; step < mean.length; step++) {
            mean[step] = rule.mean(values, values.length, step + 1);
            errors[step] = deviation * rule.spread(step + 1, observations);
            stamps[step] = series.stamp(series.length() + step);
        }
        return Forecast.builder(method(), stamps, horizon, mean).normal(errors).build();
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        return new FittedBaseline(rule, series.append(next), deviation, observations);
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder(rule.type(), series)
                .numbers("parameter", rule.parameter())
                .numbers("deviation", deviation)
                .numbers("observations", observations)
                .build();
    }

    static double parameter(Snapshot snapshot) {
        return snapshot.numbers("parameter", 1)[0];
    }

    static FittedBaseline restore(Baseline rule, Snapshot snapshot) {
        double deviation = snapshot.numbers("deviation", 1)[0];
        return new FittedBaseline(rule, snapshot.series(), deviation, (int) snapshot.numbers("observations", 1)[0]);
    }

    @Override
    public String toString() {
        return method() + " after " + series;
    }
}
