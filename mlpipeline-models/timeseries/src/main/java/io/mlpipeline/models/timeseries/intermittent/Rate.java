package io.mlpipeline.models.timeseries.intermittent;

import io.mlpipeline.models.timeseries.intermittent.Croston.Variant;

/**
 * The state of the smoothing.
 *
 * @param variant how the rate is made
 * @param alpha the smoothing of the size
 * @param beta the smoothing of the frequency
 * @param size the smoothed size of a demand, {@code NaN} before the first
 * @param interval the smoothed number of steps from one demand to the next
 * @param probability the smoothed probability of a demand
 * @param waiting the steps since the last demand
 */
record Rate(Variant variant, double alpha, double beta, double size, double interval, double probability, int waiting) {

    static Rate before(Variant variant, double alpha, double beta, double probability) {
        return new Rate(variant, alpha, beta, Double.NaN, Double.NaN, probability, 0);
    }

    /** The state after one more step. */
    Rate after(double demand) {
        if (Double.isNaN(demand)) {
            return this;
        }
        double seen = probability + beta * ((demand > 0 ? 1 : 0) - probability);
        if (demand == 0) {
            return new Rate(variant, alpha, beta, size, interval, seen, waiting + 1);
        }
        boolean first = Double.isNaN(size);
        double newSize = first ? demand : size + alpha * (demand - size);
        double newInterval = first ? waiting + 1 : interval + beta * (waiting + 1 - interval);
        return new Rate(variant, alpha, beta, newSize, newInterval, seen, 0);
    }

    boolean hasDemand() {
        return !Double.isNaN(size);
    }

    /** The mean of every step ahead. */
    double mean() {
        if (!hasDemand()) {
            return 0;
        }
        return switch (variant) {
            case CROSTON -> size / interval;
            case SBA -> (1 - beta / 2) * size / interval;
            case TSB -> size * probability;
        };
    }
}
