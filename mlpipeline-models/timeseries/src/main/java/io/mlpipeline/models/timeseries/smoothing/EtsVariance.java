package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.smoothing.EtsForm.Component;

/**
 * The variance of the steps ahead where it has a closed form (Hyndman, Koehler, Ord and Snyder 2008, chapter 6): class 1 with
 * additive errors, class 2 with multiplicative ones, class 3 with a multiplicative season too, whose form is approximate.
 */
final class EtsVariance {
    private static final double LARGEST = 1e280;

    private final EtsForm form;
    private final EtsParameters parameters;
    private final double variance;

    EtsVariance(EtsForm form, EtsParameters parameters, double variance) {
        this.form = form;
        this.parameters = parameters;
        this.variance = variance;
    }

    /** Whether the form belongs to one of the three classes. */
    static boolean isKnown(EtsForm form) {
        boolean additiveErrorBesideFactor =
                form.error() == Component.ADDITIVE && form.season() == Component.MULTIPLICATIVE;
        return form.trend() != Component.MULTIPLICATIVE && !additiveErrorBesideFactor;
    }

    /** The standard deviation of every step, given a copy of the state at the end of the series. */
    double[] deviations(EtsState state, int steps) {
        double[] base = new double[steps];
        double[] factor = new double[steps];
        boolean multiplies = form.season() == Component.MULTIPLICATIVE;
        for (int h = 0; h < steps; h++) {
            base[h] = multiplies ? state.base() : state.mean();
            factor[h] = multiplies ? state.seasonal() : 1;
            state.skip();
        }
        return form.error() == Component.ADDITIVE ? additive(steps) : multiplicative(base, factor);
    }

    /** How much an error moves the mean a number of steps later. */
    private double weight(int lag) {
        double phi = parameters.phi();
        double growth = phi == 1 ? lag : phi * (1 - Math.pow(phi, lag)) / (1 - phi);
        double weight = parameters.alpha() + parameters.beta() * growth;
        boolean sameSeason = form.season() == Component.ADDITIVE && lag % parameters.season().length == 0;
        return sameSeason ? weight + parameters.gamma() : weight;
    }

    private double[] additive(int steps) {
        double[] deviations = new double[steps];
        double sum = 1;
        for (int h = 0; h < steps; h++) {
            deviations[h] = Math.sqrt(variance * sum);
            double weight = weight(h + 1);
            sum += weight * weight;
        }
        return deviations;
    }

    private double[] multiplicative(double[] base, double[] factor) {
        int steps = base.length;
        double[] squares = new double[steps];
        double[] deviations = new double[steps];
        for (int h = 0; h < steps; h++) {
            squares[h] = base[h] * base[h];
            for (int j = 1; j <= h; j++) {
                double weight = weight(j);
                squares[h] += variance * weight * weight * squares[h - j];
            }
            double total = (1 + variance) * squares[h] * seasonalGrowth(h) - base[h] * base[h];
            // A relative variance grows without end: far ahead it is held where it is still a number.
            squares[h] = Math.min(squares[h], LARGEST);
            deviations[h] = Math.abs(factor[h]) * Math.sqrt(Math.max(0, Math.min(total, LARGEST)));
        }
        return deviations;
    }

    private double seasonalGrowth(int h) {
        if (form.season() != Component.MULTIPLICATIVE) {
            return 1;
        }
        double gamma = parameters.gamma();
        int seasons = h / parameters.season().length;
        return Math.pow(1 + gamma * gamma * variance, seasons);
    }
}
