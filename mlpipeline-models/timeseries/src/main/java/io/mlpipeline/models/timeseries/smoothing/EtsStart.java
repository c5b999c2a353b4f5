package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.smoothing.EtsForm.Component;
import java.util.Arrays;

/** Rough initial states, after Hyndman et al. (2002): a season from centred averages, a line through the first values. */
final class EtsStart {
    private static final int FIRST = 10;
    private static final int SEASONS = 3;

    private EtsStart() {}

    static EtsParameters of(double[] values, EtsForm form, int seasonLength) {
        double[] season = form.isSeasonal() ? season(values, form.season(), seasonLength) : new double[0];
        double[] adjusted = adjusted(values, form.season(), season);
        double[] line = line(adjusted, Math.min(adjusted.length, Math.max(FIRST, season.length)));
        return switch (form.trend()) {
            case NONE -> start(mean(adjusted, FIRST), 0, season);
            case ADDITIVE -> start(line[0], line[1], season);
            case MULTIPLICATIVE -> {
                double level = line[0] > 0 ? line[0] : mean(adjusted, FIRST);
                yield start(level, Math.max(0.5, Math.min(1.5, 1 + line[1] / level)), season);
            }
        };
    }

    private static EtsParameters start(double level, double trend, double[] season) {
        return new EtsParameters(0, 0, 0, 1, level, trend, season);
    }

    private static double[] season(double[] values, Component kind, int m) {
        int end = Math.min(values.length, SEASONS * m);
        double[] sums = new double[m];
        int[] counts = new int[m];
        boolean multiplies = kind == Component.MULTIPLICATIVE;
        for (int t = 0; t < end; t++) {
            double centre = centre(values, t, m, end);
            double part = multiplies ? values[t] / centre : values[t] - centre;
            if (Double.isFinite(part)) {
                sums[t % m] += part;
                counts[t % m]++;
            }
        }
        double neutral = multiplies ? 1 : 0;
        double[] season = new double[m];
        Arrays.setAll(season, i -> counts[i] == 0 ? neutral : sums[i] / counts[i]);
        double shift = neutral - Arrays.stream(season).average().orElse(neutral);
        for (int i = 0; i < m; i++) {
            season[i] += shift;
            if (multiplies) {
                season[i] = Math.max(season[i], 1e-2);
            }
        }
        return season;
    }

    /** The mean of one season around a step, moved inward at the ends. */
    private static double centre(double[] values, int t, int m, int end) {
        int from = Math.max(0, Math.min(t - m / 2, end - m));
        double sum = 0;
        int count = 0;
        for (int i = from; i < Math.min(end, from + m); i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return sum / count;
    }

    private static double[] adjusted(double[] values, Component kind, double[] season) {
        double[] adjusted = values.clone();
        for (int t = 0; t < adjusted.length && kind != Component.NONE; t++) {
            double part = season[t % season.length];
            adjusted[t] = kind == Component.ADDITIVE ? adjusted[t] - part : adjusted[t] / part;
        }
        return adjusted;
    }

    private static double mean(double[] values, int count) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .limit(count)
                .average()
                .orElse(0);
    }

    /** The value at step -1 and the slope of the least squares line through the first present values. */
    private static double[] line(double[] values, int count) {
        double n = 0;
        double st = 0;
        double sy = 0;
        double stt = 0;
        double sty = 0;
        for (int t = 0; t < values.length && n < count; t++) {
            if (!Double.isNaN(values[t])) {
                n++;
                st += t;
                sy += values[t];
                stt += (double) t * t;
                sty += t * values[t];
            }
        }
        double spread = stt - st * st / n;
        double slope = spread > 0 ? (sty - st * sy / n) / spread : 0;
        return new double[] {(sy - slope * st) / n - slope, slope};
    }
}
