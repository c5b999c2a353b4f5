package io.mlpipeline.models.timeseries.sequence;

import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.Arrays;
import java.util.List;

/**
 * What a sequence model is given of a series: its regressors, then what the calendar says, and codes from its key.
 *
 * @param shape the model's shape
 * @param calendar what the stamps say
 * @param staticKeys the names of the first parts of the key that are static features
 */
record Inputs(SequenceShape shape, List<CalendarFeature> calendar, List<String> staticKeys) {

    /** The regressors that a series must have. */
    List<String> regressors() {
        int columns = calendar.stream().mapToInt(each -> each.columns().size()).sum();
        return shape.covariates().subList(0, shape.covariates().size() - columns);
    }

    /** All covariates of a series. */
    double[][] covariates(TimeSeries series) {
        double[][] known = series.regressors().inOrderOf(regressors()).toArrays();
        double[][] all = Arrays.copyOf(known, shape.covariates().size());
        for (int i = known.length; i < all.length; i++) {
            all[i] = new double[series.length()];
        }
        putCalendar(series, 0, series.length(), all, known.length, 0);
        return all;
    }

    private void putCalendar(TimeSeries series, int from, int to, double[][] all, int firstColumn, int at) {
        double[] row = new double[all.length];
        for (int step = from; step < to; step++) {
            int column = firstColumn;
            for (CalendarFeature feature : calendar) {
                feature.put(series.stamp(step), row, column);
                column += feature.columns().size();
            }
            for (int i = firstColumn; i < all.length; i++) {
                all[i][at + step - from] = row[i];
            }
        }
    }

    int[] codes(List<String> key) {
        if (key.size() < staticKeys.size()) {
            throw new IllegalArgumentException(
                    "the key " + key + " is too short for the static features " + staticKeys);
        }
        int[] codes = new int[staticKeys.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = shape.statics().get(i).code(key.get(i));
        }
        return codes;
    }

    /** The vector of a forecast from the end of a history; steps past those asked for have no covariates. */
    double[] vector(List<String> key, TimeSeries history, Horizon horizon) {
        int window = shape.window();
        int steps = shape.horizon();
        double[] vector = new double[shape.features().size()];
        Arrays.fill(vector, Double.NaN);
        int at = steps > 1 ? 1 : 0;
        int known = Math.min(window, history.length());
        for (int i = 0; i < known; i++) {
            vector[at + window - known + i] = history.value(history.length() - known + i);
        }
        double[][] covariates = window(history, horizon, known);
        for (int i = 0; i < covariates.length; i++) {
            int start = at + window + i * (window + steps) + window - known;
            System.arraycopy(covariates[i], 0, vector, start, known + horizon.steps());
        }
        int[] codes = codes(key);
        for (int i = 0; i < codes.length; i++) {
            vector[vector.length - codes.length + i] = codes[i];
        }
        if (steps > 1) {
            vector[0] = 1;
        }
        return vector;
    }

    private double[][] window(TimeSeries history, Horizon horizon, int known) {
        List<String> names = regressors();
        Regressors past = history.regressors().inOrderOf(names);
        Regressors future = horizon.regressors().inOrderOf(names);
        double[][] pastColumns = past.slice(past.length() - (names.isEmpty() ? 0 : known), past.length())
                .toArrays();
        double[][] futureColumns = future.toArrays();
        double[][] all = new double[shape.covariates().size()][known + horizon.steps()];
        for (int i = 0; i < names.size(); i++) {
            System.arraycopy(pastColumns[i], 0, all[i], 0, known);
            System.arraycopy(futureColumns[i], 0, all[i], known, horizon.steps());
        }
        int end = history.length();
        putCalendar(history, end - known, end + horizon.steps(), all, names.size(), 0);
        return all;
    }
}
