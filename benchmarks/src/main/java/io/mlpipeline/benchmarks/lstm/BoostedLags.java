package io.mlpipeline.benchmarks.lstm;

import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees on lags for all series and steps together: the values of the last seasons at the same phase, means of the recent past, the
 * last values, the calendar, the regressors and how far ahead; values are divided by the mean of the window.
 *
 * @param estimator what learns
 * @param seasons the seasons whose last values at the same phase are features
 * @param window the steps that are looked at
 * @param horizon the most steps ahead
 * @param stride the distance between training origins
 */
record BoostedLags(Estimator estimator, List<Integer> seasons, int window, int horizon, int stride)
        implements PanelForecaster {
    private static final int PHASES = 4;

    @Override
    public String name() {
        return "XGBoost on lags";
    }

    @Override
    public FittedPanelForecaster fit(Panel panel) {
        List<String> regressors =
                panel.asMap().values().iterator().next().regressors().names();
        TrainingSet.Builder rows = TrainingSet.builder(names(regressors), "value");
        panel.asMap().forEach((key, series) -> {
            double[][] columns = series.regressors().inOrderOf(regressors).toArrays();
            double[] values = series.values();
            for (int origin = window; origin < series.length(); origin += stride) {
                double scale = scale(values, origin);
                for (int step = 1; step <= horizon && origin + step <= series.length() && scale > 0; step++) {
                    double target = values[origin + step - 1];
                    if (!Double.isNaN(target)) {
                        LocalDateTime stamp = series.stamp(origin + step - 1);
                        double[] future = at(columns, origin + step - 1);
                        rows.add(
                                row(values, origin, step, scale, stamp, future),
                                target / scale,
                                1_000_000 * stamp.toEpochSecond(ZoneOffset.UTC),
                                key.get(0));
                    }
                }
            }
        });
        return new Fitted(estimator.fit(rows.build()).model(), regressors);
    }

    private static double[] at(double[][] columns, int step) {
        return Arrays.stream(columns).mapToDouble(column -> column[step]).toArray();
    }

    private List<String> names(List<String> regressors) {
        List<String> names = new ArrayList<>();
        for (int season : seasons) {
            for (int i = 1; i <= PHASES; i++) {
                names.add("phase_" + season + "_" + i);
            }
            names.add("mean_" + season);
        }
        names.addAll(List.of("last", "mean_quarter", "step", "hour", "weekday"));
        names.addAll(regressors);
        return names;
    }

    private double[] row(double[] values, int origin, int step, double scale, LocalDateTime stamp, double[] future) {
        double[] row = new double[seasons.size() * (PHASES + 1) + 5 + future.length];
        int column = 0;
        for (int season : seasons) {
            int before = origin + step - 1 - season * ((step - 1) / season + 1);
            for (int i = 0; i < PHASES; i++) {
                int lag = before - i * season;
                row[column++] = lag < 0 ? Double.NaN : values[lag] / scale;
            }
            row[column++] = mean(values, origin - season, origin) / scale;
        }
        row[column++] = values[origin - 1] / scale;
        row[column++] = mean(values, origin - window / 4, origin) / scale;
        row[column++] = step;
        row[column++] = stamp.getHour();
        row[column++] = stamp.getDayOfWeek().getValue();
        System.arraycopy(future, 0, row, column, future.length);
        return row;
    }

    private double scale(double[] values, int origin) {
        double mean = mean(values, origin - window, origin);
        return Double.isNaN(mean) ? 0 : mean;
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, Math.max(0, from), to)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private final class Fitted implements FittedPanelForecaster {
        private final Model model;
        private final List<String> regressors;

        Fitted(Model model, List<String> regressors) {
            this.model = model;
            this.regressors = regressors;
        }

        @Override
        public String method() {
            return name();
        }

        @Override
        public Forecast forecast(List<String> key, TimeSeries history, Horizon horizon) {
            double[] values = history.values();
            double scale = scale(values, values.length);
            double[][] columns = horizon.regressors().inOrderOf(regressors).toArrays();
            double[] mean = new double[horizon.steps()];
            LocalDateTime[] stamps = new LocalDateTime[horizon.steps()];
            for (int step = 1; step <= mean.length; step++) {
                stamps[step - 1] = history.stamp(values.length + step - 1);
                double[] row = row(values, values.length, step, scale, stamps[step - 1], at(columns, step - 1));
                mean[step - 1] = scale > 0 ? Math.max(0, model.predict(row) * scale) : 0;
            }
            return Forecast.builder(name(), stamps, horizon, mean).build();
        }
    }
}
