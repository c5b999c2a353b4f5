package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;

/**
 * The mean Tweedie deviance: how far predicted means are from labels whose variance grows with a power of the mean.
 *
 * @param power 0 for normal, 1 for Poisson, 2 for gamma labels; between 1 and 2 for labels with a mass at zero
 */
record Deviance(double power) implements PointMetric.Formula {
    @Override
    public double of(double[] actual, double[] predicted, double[] weights) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < actual.length; i++) {
            check(i, actual[i], predicted[i]);
            sum += weights[i] * unit(actual[i], predicted[i]);
            weight += weights[i];
        }
        return sum / weight;
    }

    private double unit(double y, double p) {
        if (power == 0) {
            return (y - p) * (y - p);
        }
        if (power == 1) {
            return 2 * ((y == 0 ? 0 : y * StrictMath.log(y / p)) - y + p);
        }
        if (power == 2) {
            return 2 * (StrictMath.log(p / y) + y / p - 1);
        }
        return 2
                * (StrictMath.pow(y, 2 - power) / ((1 - power) * (2 - power))
                        - y * StrictMath.pow(p, 1 - power) / (1 - power)
                        + StrictMath.pow(p, 2 - power) / (2 - power));
    }

    private void check(int row, double y, double p) {
        boolean labelFits = power == 0 || (power >= 2 ? y > 0 : y >= 0);
        if (!labelFits || (power != 0 && !(p > 0))) {
            throw new InvalidDataException("A deviance of power " + power + " takes labels "
                    + (power >= 2 ? "above 0" : "of 0 or more") + " and predictions above 0, but row " + row
                    + " has label " + y + " and prediction " + p);
        }
    }
}
