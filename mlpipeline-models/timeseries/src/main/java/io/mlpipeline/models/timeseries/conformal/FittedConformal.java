package io.mlpipeline.models.timeseries.conformal;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.ConformalRank;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A fitted forecaster with the errors of each step, the oldest first. */
final class FittedConformal implements FittedForecaster {
    private final FittedForecaster base;
    private final double[][] errors;

    FittedConformal(FittedForecaster base, double[][] errors) {
        this.base = base;
        this.errors = errors;
    }

    @Override
    public String method() {
        return base.method() + ", conformal";
    }

    @Override
    public Optional<String> fallback() {
        return base.fallback();
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        if (horizon.steps() > errors.length) {
            throw new IllegalArgumentException("the horizon is " + horizon.steps()
                    + " steps, but intervals are calibrated for " + errors.length + ": fit with the longer horizon");
        }
        Forecast own = base.forecast(horizon);
        double[] mean = own.means();
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, step -> own.stamp(step + 1));
        List<String> reasons = new ArrayList<>(fallback().stream().toList());
        Forecast.Builder builder = Forecast.builder(method(), stamps, horizon, mean);
        for (int i = 0; i < horizon.levels().size(); i++) {
            double level = horizon.levels().get(i);
            double[] radii = radii(level, mean.length);
            if (radii.length == 0) {
                reasons.add("the " + level + " intervals are those of " + base.method() + ", as they need "
                        + errorsNeeded(level) + " errors at each step and there are " + fewest(mean.length));
            }
            builder.bounds(i, bounds(own, level, radii, -1), bounds(own, level, radii, 1));
        }
        return builder.fallback(reasons.isEmpty() ? null : String.join("; ", reasons))
                .build();
    }

    /** Half the width of each interval; none where a step has too few errors for the level. */
    private double[] radii(double level, int steps) {
        double[] radii = new double[steps];
        for (int step = 0; step < steps; step++) {
            double[] sizes = Arrays.stream(errors[step]).map(Math::abs).sorted().toArray();
            int rank = ConformalRank.of(level, sizes.length);
            if (rank > sizes.length) {
                return new double[0];
            }
            radii[step] = sizes[rank - 1];
        }
        return radii;
    }

    private static int errorsNeeded(double level) {
        int count = 1;
        while (ConformalRank.of(level, count) > count) {
            count++;
        }
        return count;
    }

    private int fewest(int steps) {
        return Arrays.stream(errors, 0, steps)
                .mapToInt(each -> each.length)
                .min()
                .orElse(0);
    }

    private static double[] bounds(Forecast own, double level, double[] radii, int side) {
        double[] bounds = new double[own.steps()];
        for (int step = 0; step < bounds.length; step++) {
            if (radii.length > 0) {
                bounds[step] = own.mean(step + 1) + side * radii[step];
            } else {
                bounds[step] = side < 0
                        ? own.interval(step + 1, level).lower()
                        : own.interval(step + 1, level).upper();
            }
        }
        return bounds;
    }

    /** Forecasts each new stretch before it is taken in, so that every new value gives an error at every step it was seen from. */
    @Override
    public FittedForecaster update(TimeSeries next) {
        double[][] moved = errors.clone();
        FittedForecaster state = base;
        for (int known = 0; known < next.length(); known++) {
            int steps = Math.min(errors.length, next.length() - known);
            Regressors future = next.regressors().isEmpty()
                    ? Regressors.none()
                    : next.regressors().slice(known, known + steps);
            Forecast forecast = state.forecast(Horizon.of(steps).withLevels().withRegressors(future));
            for (int step = 0; step < steps; step++) {
                moved[step] = with(moved[step], next.value(known + step) - forecast.mean(step + 1));
            }
            state = state.update(next.slice(known, known + 1));
        }
        return new FittedConformal(base.update(next), moved);
    }

    private static double[] with(double[] errors, double error) {
        if (Double.isNaN(error) || errors.length == 0) {
            return errors;
        }
        double[] moved = Arrays.copyOfRange(errors, 1, errors.length + 1);
        moved[errors.length - 1] = error;
        return moved;
    }

    @Override
    public Snapshot snapshot() {
        Snapshot inner = base.snapshot();
        Snapshot.Builder builder =
                Snapshot.builder(ConformalForecaster.TYPE, inner.series()).parts(List.of(inner));
        for (int step = 0; step < errors.length; step++) {
            builder.numbers(name(step), errors[step]);
        }
        return builder.build();
    }

    static String name(int step) {
        return "errors" + (step + 1);
    }

    @Override
    public String toString() {
        return method();
    }
}
