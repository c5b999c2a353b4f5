package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.smoothing.EtsForm.Component;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Quantiles of the steps ahead from simulated futures, for forms whose variance has no closed form; always the same futures. */
final class EtsPaths {
    private static final int PATHS = 5000;
    private static final long SEED = 20_080_611L;

    /** Relative errors are cut off here, so that what multiplies stays positive. */
    private static final double LOWEST_ERROR = -0.95;

    private final double[][] sorted;

    private EtsPaths(double[][] sorted) {
        this.sorted = sorted;
    }

    static EtsPaths simulate(EtsState end, EtsForm form, double variance, int steps) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] byStep = new double[steps][PATHS];
        double deviation = Math.sqrt(variance);
        for (int path = 0; path < PATHS; path++) {
            double[] values = path(end.copy(), form, deviation, steps, random);
            for (int h = 0; h < steps; h++) {
                byStep[h][path] = values[h];
            }
        }
        for (double[] step : byStep) {
            Arrays.sort(step);
        }
        return new EtsPaths(byStep);
    }

    /** One future; moves the state. */
    static double[] path(EtsState state, EtsForm form, double deviation, int steps, RandomGenerator random) {
        double[] values = new double[steps];
        for (int h = 0; h < steps; h++) {
            values[h] = draw(state, form, deviation * random.nextGaussian());
            state.observe(values[h]);
        }
        return values;
    }

    private static double draw(EtsState state, EtsForm form, double error) {
        double mean = state.mean();
        double relative = form.error() == Component.MULTIPLICATIVE ? error : error / mean;
        return form.needsPositive() ? mean * (1 + Math.max(LOWEST_ERROR, relative)) : mean + error;
    }

    /** The quantile of every step. */
    double[] quantiles(double probability) {
        double[] quantiles = new double[sorted.length];
        double position = probability * (PATHS - 1);
        int below = (int) position;
        for (int h = 0; h < quantiles.length; h++) {
            double low = sorted[h][below];
            quantiles[h] = low + (position - below) * (sorted[h][Math.min(PATHS - 1, below + 1)] - low);
        }
        return quantiles;
    }
}
