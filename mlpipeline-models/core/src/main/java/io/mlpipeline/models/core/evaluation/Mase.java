package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Mean absolute scaled error. Immutable and safe for use by many threads.
 *
 * <p>The scale of a series (a {@linkplain TrainingSet#key(int) key}) is its in-sample mean absolute error of the seasonal naive
 * forecast: the mean of |y(t) - y(t - season)| over all training times t of which both labels exist. By calendar, not by row
 * count, so gaps do not shift the season; without gaps it is exactly the published definition. The metric is the mean of
 * |y - p| / scale over the rows of all series. Below 1 means: better than the seasonal naive forecast was in training.
 *
 * <p>A series without a pair of training times one season apart, or whose label always repeats, has no scale; the definition
 * gives its rows no value, and they are left out of the mean.
 *
 * <p>Source: R. J. Hyndman and A. B. Koehler, Another look at measures of forecast accuracy, International Journal of
 * Forecasting 22 (2006), equation 6 with the season of section 3.
 */
public final class Mase implements Metric {
    private final Duration season;
    private final Map<String, Double> scales;

    private Mase(Duration season, Map<String, Double> scales) {
        this.season = season;
        this.scales = Map.copyOf(scales);
    }

    static Mase of(TrainingSet training, Duration season) {
        if (season.isNegative() || season.isZero()) {
            throw new IllegalArgumentException("A season is longer than zero, got " + season);
        }
        Map<String, Double> scales = new HashMap<>();
        labelsBySeries(training).forEach((key, labels) -> {
            double scale = scaleOf(labels, season.toNanos() / 1000);
            if (scale > 0) {
                scales.put(key, scale);
            }
        });
        if (scales.isEmpty()) {
            throw new InvalidDataException(
                    "No series of " + training + " has two different labels " + season
                            + " apart, so errors cannot be scaled. Maybe the season is not a multiple of the time between rows");
        }
        return new Mase(season, scales);
    }

    private static Map<String, SortedMap<Long, Double>> labelsBySeries(TrainingSet training) {
        Map<String, SortedMap<Long, Double>> series = new HashMap<>();
        for (int i = 0; i < training.size(); i++) {
            Double other = series.computeIfAbsent(training.key(i), key -> new TreeMap<>())
                    .put(training.time(i), training.label(i));
            if (other != null) {
                throw new InvalidDataException("Series '" + training.key(i) + "' has two rows of time "
                        + training.time(i) + " (microseconds since 1970); a series has one label a time");
            }
        }
        return series;
    }

    private static double scaleOf(SortedMap<Long, Double> labels, long seasonMicros) {
        double sum = 0;
        int pairs = 0;
        for (Map.Entry<Long, Double> now : labels.entrySet()) {
            Double before = labels.get(now.getKey() - seasonMicros);
            if (before != null) {
                sum += Math.abs(now.getValue() - before);
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }

    /**
     * How many training series have a scale.
     *
     * @return 1 or more
     */
    public int series() {
        return scales.size();
    }

    @Override
    public String name() {
        boolean wholeDays = season.equals(Duration.ofDays(season.toDays()));
        return "mase-" + (wholeDays ? season.toDays() + "d" : season);
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double of(TrainingSet actual, double[] predicted) {
        if (predicted.length != actual.size()) {
            throw new IllegalArgumentException(
                    "Metric '" + name() + "' got " + predicted.length + " predictions for " + actual.size() + " rows");
        }
        double sum = 0;
        double rows = 0;
        for (int i = 0; i < predicted.length; i++) {
            Double scale = scales.get(actual.key(i));
            if (scale != null) {
                sum += actual.weight(i) * Math.abs(actual.label(i) - predicted[i]) / scale;
                rows += actual.weight(i);
            }
        }
        return rows == 0 ? Double.NaN : sum / rows;
    }

    @Override
    public String toString() {
        return name();
    }
}
