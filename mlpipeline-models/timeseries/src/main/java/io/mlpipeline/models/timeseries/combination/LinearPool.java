package io.mlpipeline.models.timeseries.combination;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import java.util.List;
import java.util.TreeSet;

/**
 * The mixture of several forecast distributions (Stone 1961): its variance holds what the methods disagree by besides what each
 * of them is uncertain of, so it is wider than the average of their intervals. A distribution is known here by its quantiles,
 * with straight lines between them.
 */
final class LinearPool {
    private static final double EXACT = 1e-10;

    /** Levels besides those asked for, close enough that straight lines between their bounds are good to 0.2 % of a deviation. */
    private static final double[] LEVELS = {
        0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98,
        0.985, 0.99, 0.995, 0.998, 0.999
    };

    private final double[] weights;
    private final double[] probabilities;
    private final double[][][] quantiles;

    private LinearPool(double[] weights, double[] probabilities, double[][][] quantiles) {
        this.weights = weights;
        this.probabilities = probabilities;
        this.quantiles = quantiles;
    }

    /** What the parts have to be asked for. */
    static Horizon dense(Horizon asked) {
        TreeSet<Double> levels = new TreeSet<>(asked.levels());
        for (double level : LEVELS) {
            levels.add(level);
        }
        return asked.withLevels(levels.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The mixture of forecasts over {@link #dense} horizons; the weights add up to 1. */
    static LinearPool of(List<Forecast> forecasts, double[] weights) {
        List<Double> levels = forecasts.get(0).levels();
        int count = levels.size();
        double[] probabilities = new double[2 * count];
        for (int i = 0; i < count; i++) {
            probabilities[count - 1 - i] = 0.5 - levels.get(i) / 2;
            probabilities[count + i] = 0.5 + levels.get(i) / 2;
        }
        double[][][] quantiles = new double[forecasts.size()][][];
        for (int part = 0; part < quantiles.length; part++) {
            quantiles[part] = quantiles(forecasts.get(part), levels);
        }
        return new LinearPool(weights, probabilities, quantiles);
    }

    private static double[][] quantiles(Forecast forecast, List<Double> levels) {
        int count = levels.size();
        double[][] byStep = new double[forecast.steps()][2 * count];
        for (int h = 0; h < byStep.length; h++) {
            for (int i = 0; i < count; i++) {
                var interval = forecast.interval(h + 1, levels.get(i));
                byStep[h][count - 1 - i] = interval.lower();
                byStep[h][count + i] = interval.upper();
            }
        }
        return byStep;
    }

    /** The mixture's quantile of a step, from 0, at the probability of an asked bound. */
    double quantile(int step, double probability) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[][] part : quantiles) {
            double own = atProbability(part[step], probability);
            low = Math.min(low, own);
            high = Math.max(high, own);
        }
        // The mixture's quantile lies between those of its parts.
        double close = EXACT * (high - low);
        while (high - low > close) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (share(step, middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double atProbability(double[] part, double probability) {
        int above = 0;
        while (above < part.length - 1 && probabilities[above] < probability - 1e-12) {
            above++;
        }
        return part[above];
    }

    /** The mixture's probability of values up to one. */
    private double share(int step, double value) {
        double sum = 0;
        for (int part = 0; part < weights.length; part++) {
            sum += weights[part] * below(quantiles[part][step], value);
        }
        return sum;
    }

    private double below(double[] part, double value) {
        if (value < part[0]) {
            return 0;
        }
        int last = part.length - 1;
        if (value >= part[last]) {
            return 1;
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (part[middle] <= value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double width = part[high] - part[low];
        double share = width > 0 ? (value - part[low]) / width : 1;
        return probabilities[low] + share * (probabilities[high] - probabilities[low]);
    }
}
