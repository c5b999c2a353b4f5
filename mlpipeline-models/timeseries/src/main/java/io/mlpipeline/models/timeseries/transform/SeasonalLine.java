package io.mlpipeline.models.timeseries.transform;

import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.Arrays;

/** The regression of a series on a straight line and, where it has at least two seasons, a level for each part of the season. */
final class SeasonalLine {
    private final double[] values;
    private final int parts;
    private final double logs;

    private SeasonalLine(double[] values, int parts, double logs) {
        this.values = values;
        this.parts = parts;
        this.logs = logs;
    }

    static SeasonalLine over(TimeSeries series) {
        int parts = series.length() >= 2 * series.seasonLength() ? series.seasonLength() : 1;
        double[] values = series.values();
        double logs = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(Math::log)
                .sum();
        return new SeasonalLine(values, parts, logs);
    }

    double negativeLogLikelihood(BoxCox power) {
        double[] levels = new double[parts];
        double[] times = new double[parts];
        int[] counts = new int[parts];
        double[] transformed = Arrays.stream(values).map(power::apply).toArray();
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                levels[t % parts] += transformed[t];
                times[t % parts] += t;
                counts[t % parts]++;
            }
        }
        double tt = 0;
        double ty = 0;
        double yy = 0;
        int n = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                int part = t % parts;
                double y = transformed[t] - levels[part] / counts[part];
                double x = t - times[part] / counts[part];
                tt += x * x;
                ty += x * y;
                yy += y * y;
                n++;
            }
        }
        double squares = Math.max(Double.MIN_NORMAL, tt > 0 ? yy - ty * ty / tt : yy);
        return 0.5 * n * Math.log(squares / n) - (power.lambda() - 1) * logs;
    }
}
