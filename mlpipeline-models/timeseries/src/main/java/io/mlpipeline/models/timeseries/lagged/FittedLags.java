package io.mlpipeline.models.timeseries.lagged;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.ConformalRank;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/** The models of a panel: one for all steps, or one for each. */
final class FittedLags implements FittedPanelForecaster {
    private final String method;
    private final int horizon;
    private final List<LagModel> models;
    /** Absolute errors by step in units of the series' size, ascending. */
    private final double[][] errors;

    FittedLags(String method, int horizon, List<LagModel> models, double[][] errors) {
        this.method = method;
        this.horizon = horizon;
        this.models = List.copyOf(models);
        this.errors = errors;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public Forecast forecast(List<String> key, TimeSeries history, Horizon wanted) {
        if (wanted.steps() > horizon) {
            throw new IllegalArgumentException("the horizon is " + wanted.steps()
                    + " steps, but the model was learned for " + horizon + ": learn it with the longer horizon");
        }
        if (history.missing() == history.length()) {
            throw new InvalidDataException("all " + history.length() + " values of the history of " + key
                    + " are missing: there is nothing to forecast from");
        }
        List<String> regressors = models.get(0).regressors();
        if (!wanted.regressors().names().containsAll(regressors)) {
            throw new IllegalArgumentException("the horizon has the regressors "
                    + wanted.regressors().names() + ", but the model was learned with " + regressors);
        }
        double size = LagFeatures.size(history);
        double[] mean = means(history, wanted, size);
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, step -> history.stamp(history.length() + step));
        Forecast.Builder builder = Forecast.builder(method, stamps, wanted, mean);
        for (int i = 0; i < wanted.levels().size(); i++) {
            double level = wanted.levels().get(i);
            double[] lower = new double[mean.length];
            double[] upper = new double[mean.length];
            for (int step = 0; step < mean.length; step++) {
                double radius = size * radius(errors[step], level);
                lower[step] = mean[step] - radius;
                upper[step] = mean[step] + radius;
            }
            builder.bounds(i, lower, upper);
        }
        return builder.build();
    }

    private double[] means(TimeSeries history, Horizon wanted, double size) {
        int known = history.length();
        double[] values = Arrays.copyOf(history.values(), known + wanted.steps());
        for (int t = 0; t < known; t++) {
            values[t] /= size;
        }
        double[] mean = new double[wanted.steps()];
        LagModel.Steps recursive = models.get(0).steps();
        for (int step = 0; step < mean.length; step++) {
            LocalDateTime stamp = history.stamp(known + step);
            boolean direct = models.size() > 1;
            double forecast = direct
                    ? models.get(step).steps().forecast(values, known, stamp, wanted.regressors(), step)
                    : recursive.forecast(values, known + step, stamp, wanted.regressors(), step);
            values[known + step] = forecast;
            mean[step] = forecast * size;
        }
        return mean;
    }

    /** The error of rank ceil((n + 1) level), and the largest where the level asks for more than there are. */
    private static double radius(double[] ascending, double level) {
        int rank = ConformalRank.of(level, ascending.length);
        return ascending[Math.min(rank, ascending.length) - 1];
    }

    @Override
    public String toString() {
        return method;
    }
}
