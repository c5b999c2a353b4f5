package io.mlpipeline.models.timeseries.transform;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.PredictionInterval;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.Distributions;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A fitted forecaster on a Box-Cox scale. */
final class FittedTransformed implements FittedForecaster {
    /** The level whose interval tells the variance: two standard deviations wide where it is normal. */
    private static final double ONE_SIGMA = 0.6826894921370859;

    private final BoxCox power;
    private final TimeSeries series;
    private final FittedForecaster inner;

    FittedTransformed(BoxCox power, TimeSeries series, FittedForecaster inner) {
        this.power = power;
        this.series = series;
        this.inner = inner;
    }

    @Override
    public String method() {
        return inner.method() + " of Box-Cox " + Math.round(1000 * power.lambda()) / 1000.0;
    }

    @Override
    public Optional<String> fallback() {
        return inner.fallback();
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        TreeSet<Double> levels = new TreeSet<>(horizon.levels());
        levels.add(ONE_SIGMA);
        Forecast scaled = inner.forecast(horizon.withLevels(
                levels.stream().mapToDouble(Double::doubleValue).toArray()));
        double[] mean = new double[horizon.steps()];
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, h -> scaled.stamp(h + 1));
        Arrays.setAll(mean, h -> mean(scaled, h + 1));
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean)
                .fallback(fallback().orElse(null));
        for (int i = 0; i < horizon.levels().size(); i++) {
            double level = horizon.levels().get(i);
            double[] lower = new double[mean.length];
            double[] upper = new double[mean.length];
            Arrays.setAll(lower, h -> bounded(scaled.interval(h + 1, level).lower()));
            Arrays.setAll(upper, h -> bounded(scaled.interval(h + 1, level).upper()));
            builder.bounds(i, lower, upper);
        }
        return builder.build();
    }

    private double mean(Forecast scaled, int step) {
        PredictionInterval sigma = scaled.interval(step, ONE_SIGMA);
        double deviation = (sigma.upper() - sigma.lower()) / (2 * Distributions.normalQuantile(0.5 + ONE_SIGMA / 2));
        double median = bounded(scaled.mean(step));
        double mean = power.invertMean(scaled.mean(step), deviation * deviation);
        // Far ahead the variance outgrows what the second order can correct: then the median is the better answer.
        double largest = bounded(sigma.upper());
        return Double.isFinite(mean) && mean <= Math.max(largest, median) ? mean : median;
    }

    /** Powers of 0 and less have no largest value: what overflows is taken to the largest number. */
    private double bounded(double transformed) {
        double value = power.invert(transformed);
        return Double.isFinite(value) ? value : Math.copySign(Double.MAX_VALUE / 4, value);
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        return new FittedTransformed(power, series.append(next), inner.update(Transformed.transformed(next, power)));
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.builder(Transformed.TYPE, series)
                .numbers("lambda", power.lambda())
                .parts(List.of(inner.snapshot()))
                .build();
    }

    @Override
    public String toString() {
        return method();
    }
}
